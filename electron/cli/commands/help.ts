import { failed } from '../../../shared/domain/error.js';
import { valueOf } from '../../services/failure.js';
import type { Command } from '../command.js';
import { textWidth } from '../terminal.js';
import { wrap } from '../wrap.js';

/** The lines that `engram help [COMMAND]` prints; throws `Failure` for a command that there is not. */
export function help(commands: readonly Command[], name: string | undefined): string[] {
  if (name === undefined) {
    return overview(commands);
  }
  const command = commands.find((candidate) => candidate.name === name);
  return describe(command ?? valueOf(failed('command-invalid', `"${name}" is not a command.`, '"engram help" lists the commands.')));
}

function overview(commands: readonly Command[]): string[] {
  return [
    'Engram tests offline whether an imaging classifier has memorised a private feature.',
    '',
    'Usage: engram COMMAND',
    '',
    ...table(commands.map(({ name, summary }) => [name, summary])),
    ...table([['help [COMMAND]', 'this list, or what a command takes']]),
    '',
    'Exit codes: 0 done, 1 failure, 2 wrong command or spec, 3 wrong input, 10 --fail-on met,',
    '130 cancelled.',
  ];
}

function describe({ name, synopsis, summary, options }: Command): string[] {
  const rows = Object.entries(options).map(([option, { value, help: text }]): [string, string] => [
    value === undefined ? `--${option}` : `--${option} ${value}`,
    text,
  ]);
  return [`engram ${name} ${synopsis}`.trimEnd(), '', `  ${summary}`, ...(rows.length === 0 ? [] : ['', ...table(rows)])];
}

const nameWidth = 20;

/** Two columns; the second one is broken within its own width. */
function table(rows: readonly (readonly [string, string])[]): string[] {
  const margin = ' '.repeat(nameWidth + 4);
  return rows.flatMap(([name, text]) => {
    const [first, ...rest] = wrap(text, textWidth - margin.length).split('\n');
    return [`  ${name.padEnd(nameWidth)}  ${first}`, ...rest.map((line) => margin + line)];
  });
}
