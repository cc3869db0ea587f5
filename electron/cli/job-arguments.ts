import { dirname, resolve } from 'node:path';
import { at } from '../../shared/domain/at.js';
import { runtimeChoiceSchema, type RuntimeChoice } from '../../shared/domain/runtime.js';
import type { Secrets } from '../../shared/domain/secrets.js';
import { valueOf } from '../services/failure.js';
import type { Arguments } from './arguments.js';
import type { Shell } from './command.js';
import { choice, wholeNumber } from './option-values.js';
import { readSecretsOf } from './private-text.js';
import { failed } from '../../shared/words/errors.js';

/** The arguments that audit and train share; each function throws `Failure`. */

export interface JobFolders {
  readonly specPath: string;
  readonly specFolder: string;
  readonly outputFolder: string;
}

export function jobFolders(given: Arguments): JobFolders {
  const specPath = at(given.positionals, 0);
  const out = given.options.get('out') ?? valueOf(failed('command-invalid', { fault: 'out-missing' }));
  return { specPath, specFolder: dirname(resolve(specPath)), outputFolder: resolve(out) };
}

export interface EngineSize {
  readonly threads: number | undefined;
  readonly processes: number | undefined;
}

export function engineSize(given: Arguments): EngineSize {
  return { threads: wholeNumber(given, 'threads', 1, 64), processes: wholeNumber(given, 'processes', 1, 64) };
}

/** The runtime that is asked for on the command line, which goes before the spec's. */
export function runtimeChoice(given: Arguments): RuntimeChoice | undefined {
  return choice(given, 'runtime', runtimeChoiceSchema.options);
}

export async function jobSecrets(given: Arguments, shell: Shell, textNeeded: boolean): Promise<Secrets> {
  const sources = {
    secretsFile: given.options.get('secrets'),
    textDescriptor: wholeNumber(given, 'text-fd', 0, 1023),
    input: shell.input,
    output: shell.promptOutput,
    signal: shell.signal,
  };
  return valueOf(await readSecretsOf(sources, textNeeded));
}
