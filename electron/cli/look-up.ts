import { at } from '../../shared/domain/at.js';
import { valueOf } from '../services/failure.js';
import { nearest } from '../services/json/nearest.js';
import type { Command } from './command.js';
import { failed } from '../../shared/words/errors.js';

export interface Found {
  /** Undefined where only the group is named: "register". */
  readonly command: Command | undefined;
  /** What follows the command's name. */
  readonly rest: readonly string[];
}

/** The command that `argv` begins with, of one word or two; throws `Failure` where there is none. */
export function lookUp(commands: readonly Command[], argv: readonly string[]): Found {
  const [first = '', second, ...others] = argv;
  const single = commands.find(({ name }) => name === first);
  if (single !== undefined) {
    return { command: single, rest: argv.slice(1) };
  }
  const group = commands.filter(({ name }) => name.startsWith(`${first} `));
  if (group.length === 0) {
    return unknown(
      first,
      commands.map(({ name }) => at(name.split(' '), 0)),
      'help',
    );
  }
  if (second === undefined || second === '--help') {
    return { command: undefined, rest: others };
  }
  const command = group.find(({ name }) => name === `${first} ${second}`);
  return command === undefined
    ? unknown(
        `${first} ${second}`,
        group.map(({ name }) => name),
        `help ${first}`,
      )
    : { command, rest: others };
}

function unknown(name: string, known: readonly string[], list: string): never {
  const meant = nearest(name, known);
  const advice = meant === undefined ? '.' : `; did you mean "${meant}"?`;
  return valueOf(failed('command-invalid', { fault: 'command-unknown', name, advice, list }));
}
