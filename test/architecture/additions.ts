/** Text that a line of a table's file gets before it. */
export interface Row {
  /** The table's file, from the root of the tree. */
  readonly file: string;
  /** The line of it that `text` goes in front of, as it stands there. */
  readonly before: string;
  readonly text: string;
}

/** What others will add to the house, and where the app then finds it. */
export interface Addition {
  readonly what: string;
  /** The folder under test/fixtures/architecture/additions, and where it goes. */
  readonly folder: string;
  readonly to: string;
  /** Its row in the table, with the import that the row needs, and its name where people choose it. */
  readonly rows: readonly Row[];
  /** Command lines of the app, and what each then says. */
  readonly finds: readonly { readonly command: readonly string[]; readonly says: RegExp }[];
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
        text: "import { addedRuntime } from './added/runtime.js';",
      },
      { file: 'electron/engine/runtimes/table.ts', before: '  onnx: onnxRuntime,', text: '  added: addedRuntime,' },
      { file: 'shared/domain/runtime.ts', before: "  onnx: 'ONNX Runtime',", text: "  added: 'Added'," },
    ],
    finds: [
      { command: ['devices'], says: /^Added +computes in the fixture$/m },
      { command: ['schema', 'audit-spec'], says: /"added"/ },
    ],
  },
];
