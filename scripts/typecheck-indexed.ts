/**
 * Checks look-ups by index (`noUncheckedIndexedAccess`) in the files that tsconfig.checked.json names, and in
 * no others: the compiler itself would report of what they import as well. Ends with 1 where it finds something.
 */
import { join } from 'node:path';
import ts from 'typescript';
import { root } from './build/programs.js';

const host: ts.FormatDiagnosticsHost = {
  getCurrentDirectory: () => root,
  getCanonicalFileName: (name) => name,
  getNewLine: () => '\n',
};

const path = join(root, 'tsconfig.checked.json');
const { config, error } = ts.readConfigFile(path, (name) => ts.sys.readFile(name)) as { config: unknown; error?: ts.Diagnostic };
const { options, fileNames, errors } = ts.parseJsonConfigFileContent(config, ts.sys, root);
const program = ts.createProgram(fileNames, options);
const found = [
  ...(error ? [error] : []),
  ...errors,
  ...fileNames.flatMap((name) => program.getSemanticDiagnostics(program.getSourceFile(name)).slice()),
];
process.stdout.write(ts.formatDiagnostics(found, host));
process.exitCode = found.length === 0 ? 0 : 1;
