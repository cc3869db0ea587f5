import { at } from '../../shared/domain/at.js';
import type { ArgumentMistake } from '../../shared/words/english/errors/command-line.js';
import { parseArgs } from 'node:util';
import type { Result } from '../../shared/domain/error.js';
import { failed } from '../../shared/words/errors.js';
import { nearest } from '../services/json/nearest.js';

/** A long option: a flag, or one that takes a value (whose name stands in the help). */
export interface Option {
  readonly value?: string;
  readonly help: string;
}

export interface Arguments {
  readonly positionals: readonly string[];
  /** Present options; a flag's value is the empty text. */
  readonly options: ReadonlyMap<string, string>;
}

/** Reads a command's arguments; `command` is for the messages. */
export function readArguments(
  command: string,
  argv: readonly string[],
  known: Readonly<Record<string, Option>>,
  positionalNames: readonly string[],
): Result<Arguments> {
  const refuse = (mistake: ArgumentMistake): Result<never> => failed('command-invalid', { fault: 'arguments-wrong', command, mistake });
  const { tokens } = parseArgs({
    args: [...argv],
    // Not strict: what is wrong is said below, in words that no version of Node changes.
    strict: false,
    allowPositionals: true,
    tokens: true,
    options: Object.fromEntries(
      Object.entries(known).map(([name, option]) => [name, { type: option.value === undefined ? 'boolean' : 'string' } as const]),
    ),
  });
  const positionals: string[] = [];
  const options = new Map<string, string>();
  for (const token of tokens) {
    if (token.kind === 'positional') {
      positionals.push(token.value);
    } else if (token.kind === 'option') {
      const problem = optionProblem(token.rawName, token.name, token.value, known, options);
      if (problem !== undefined) {
        return refuse(problem);
      }
      options.set(token.name, token.value ?? '');
    }
  }
  const required = positionalNames.filter((name) => !name.startsWith('['));
  if (positionals.length < required.length) {
    return refuse({ kind: 'missing', name: at(positionalNames, positionals.length) });
  }
  if (positionals.length > positionalNames.length) {
    return refuse({ kind: 'too-many', argument: at(positionals, positionalNames.length) });
  }
  return { ok: true, value: { positionals, options } };
}

function optionProblem(
  rawName: string,
  name: string,
  value: string | undefined,
  known: Readonly<Record<string, Option>>,
  seen: ReadonlyMap<string, string>,
): ArgumentMistake | undefined {
  if (!Object.hasOwn(known, name)) {
    const meant = nearest(name, Object.keys(known));
    return { kind: 'unknown', option: rawName, meant };
  }
  if (seen.has(name)) {
    return { kind: 'twice', option: rawName };
  }
  const expected = known[name]?.value;
  if (expected === undefined) {
    return value === undefined ? undefined : { kind: 'takes-no-value', option: rawName };
  }
  return value === undefined || value === '' || value.startsWith('--') ? { kind: 'needs-value', option: rawName, expected } : undefined;
}
