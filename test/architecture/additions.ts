import { type AuditFolder, smallSpec } from '../e2e/support/audit-folder.js';

/** Text that goes into a table's file. */
export interface Row {
  /** The table's file, from the root of the tree. */
  readonly file: string;
  /** What `text` goes in front of: it stands there once. */
  readonly before: string;
  readonly text: string;
}

/** What others will add to the house, and where the app then finds it. */
export interface Addition {
  readonly what: string;
  /** The folder under test/fixtures/architecture/additions, and where it goes. */
  readonly folder: string;
  readonly to: string;
  /** Its row in the table, with the import that the row needs; then its name and its words where people meet it. */
  readonly rows: readonly Row[];
  /**
   * What the app then says: to a command line, for which `folder` holds 300 images of digits, or to a
   * module in the root of the tree that asks it as a window does.
   */
  readonly finds: readonly { readonly by: ((folder: AuditFolder) => readonly string[]) | string; readonly says: RegExp }[];
}

export const additions: readonly Addition[] = [
  {
    what: 'runtime',
    folder: 'runtime',
    to: 'electron/engine/runtimes/added',
    rows: [
      {
        file: 'electron/engine/runtimes/table.ts',
        before: "import { onnxRuntime } from './onnx/runtime.js';",
        text: "import { addedRuntime } from './added/runtime.js';\n",
      },
      { file: 'electron/engine/runtimes/table.ts', before: '  onnx: onnxRuntime,', text: '  added: addedRuntime,\n' },
      { file: 'shared/domain/runtime.ts', before: "  onnx: 'ONNX Runtime',", text: "  added: 'Added',\n" },
    ],
    finds: [
      { by: () => ['devices'], says: /^Added +computes in the fixture$/m },
      { by: () => ['schema', 'audit-spec'], says: /"added"/ },
    ],
  },
  {
    what: 'comparison',
    folder: 'comparison',
    to: 'electron/engine/comparisons/added',
    rows: [
      {
        file: 'electron/engine/comparisons/table.ts',
        before: "import { initialWeights } from './initial-weights/comparison.js';",
        text: "import { added } from './added/comparison.js';\n",
      },
      { file: 'electron/engine/comparisons/table.ts', before: 'permutedInk] as const;', text: 'added, ' },
      { file: 'shared/domain/comparisons.ts', before: "  'permuted-ink': { claim: 'kind' },", text: "  added: { claim: 'kind' },\n" },
      {
        file: 'shared/words/english/tests.ts',
        before: "  'permuted-ink': {",
        text: "  added: { name: 'Added', term: 'added', what: 'We counted the decisions that the mark changes.' },\n",
      },
      {
        file: 'shared/words/english/report/first-page.ts',
        before: "  'permuted-ink': 'beyond",
        text: "  added: 'beyond what was added',\n",
      },
    ],
    finds: [
      {
        by: (folder) => [
          ...folder.audit(smallSpec({ method: { hosts: 16, strings: 19, batchSize: 16 } }), { text: 'ABCD' }, 'out'),
          '--json',
        ],
        says: /"name":"added","claim":"kind","counts":false/,
      },
    ],
  },
  {
    what: 'job',
    folder: 'job',
    to: 'electron/jobs/greet',
    rows: [
      {
        file: 'electron/jobs/registry.ts',
        before: "import { identifyJob } from './inspect/identify-job.js';",
        text: "import { greetJob } from './greet/greet-job.js';\n",
      },
      { file: 'electron/jobs/registry.ts', before: '  inspect: inspectJob,', text: '  greet: greetJob,\n' },
      {
        file: 'shared/domain/job.ts',
        before: '  inspect: job(inspectInputSchema, inspectOutcomeSchema),',
        text: '  greet: job(z.strictObject({ whom: z.string() }), z.strictObject({ greeting: z.string() })),\n',
      },
    ],
    finds: [
      {
        by: `
          import { EngineService } from './electron/services/engine-service.ts';
          console.log(JSON.stringify(await new EngineService().run('greet', { whom: 'ward 7' })));
        `,
        says: /"value":\{"greeting":"Good morning, ward 7\."\}/,
      },
    ],
  },
];
