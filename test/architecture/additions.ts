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
        text: "  added: { name: 'Added', term: 'added', what: 'We counted.', compared: () => 'We counted.', needs: 'nothing but the model' },\n",
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
  {
    what: 'study',
    folder: 'study',
    to: 'electron/jobs/study/kinds/added',
    rows: [
      {
        file: 'electron/jobs/study/kinds/table.ts',
        before: "import { confirmation } from './confirmation.js';",
        text: "import { added } from './added/added.js';\n",
      },
      { file: 'electron/jobs/study/kinds/table.ts', before: "'stand-ins': standIns };", text: 'added, ' },
      { file: 'shared/domain/study.ts', before: "'stand-ins'] as const;", text: "'added', " },
    ],
    finds: [
      {
        by: `
          import { EngineService } from './electron/services/engine-service.ts';
          const input = { study: 'added', collections: {}, folder: '.', outputFolder: 'added-study', networks: ['mlp'], commit: 'none' };
          console.log(JSON.stringify(await new EngineService().run('study', input)));
        `,
        says: /"done":0,"planned":0/,
      },
    ],
  },
  {
    what: 'format of sets of images',
    folder: 'set-format',
    to: 'electron/engine/images/formats/added',
    rows: [
      {
        file: 'electron/engine/images/formats/table.ts',
        before: "import { pictureFolders } from './folder/folder.js';",
        text: "import { addedSets } from './added/added.js';\n",
      },
      { file: 'electron/engine/images/formats/table.ts', before: '  idx: idxFiles,', text: '  added: addedSets,\n' },
      {
        file: 'shared/domain/image-formats.ts',
        before: "  cifar: { what: 'CIFAR-10 batches'",
        text: "  added: { what: 'added file', given: 'an added file' },\n",
      },
    ],
    finds: [
      {
        by: () => ['inspect', 'electron/engine/images/formats/added/images.added'],
        says: /images\.added, added file\n(.*\n)*.*48 to 50 of 0 to 255/,
      },
    ],
  },
  {
    what: 'format of pictures',
    folder: 'picture-format',
    to: 'electron/engine/images/decode/added',
    rows: [
      {
        file: 'electron/engine/images/decode/table.ts',
        before: "import { jpegPictures } from './jpeg/jpeg.js';",
        text: "import { addedPictures } from './added/added.js';\n",
      },
      { file: 'electron/engine/images/decode/table.ts', before: '  jpeg: jpegPictures,', text: '  added: addedPictures,\n' },
      {
        file: 'shared/domain/image-formats.ts',
        before: "  jpeg: { files: 'JPEG'",
        text: "  added: { files: 'pixel', endings: ['pixel'] },\n",
      },
    ],
    finds: [{ by: () => ['inspect', 'electron/engine/images/decode/added/pictures'], says: /2 images\n(.*\n)*.*Added: the byte as it is/ }],
  },
];
