import type { Command } from '../command.js';
import { lookUp } from '../look-up.js';
import { textWidth } from '../terminal.js';
import { wrap } from '../wrap.js';

/** What a group of commands is for, by its first word. */
const groups: Readonly<Record<string, string>> = {
  register: 'keep audits encrypted, list, show and delete them ("engram help register")',
};

/** The lines that `engram help [COMMAND]` prints; throws `Failure` for a command that there is not. */
export function help(commands: readonly Command[], words: readonly string[]): string[] {
  const [first] = words;
  if (first === undefined) {
    return overview(commands);
  }
  const { command } = lookUp(commands, words);
  return command === undefined
    ? describeGroup(
        first,
        commands.filter(({ name }) => name.startsWith(`${first} `)),
      )
    : describe(command);
}

function overview(commands: readonly Command[]): string[] {
  const rows = commands.map(({ name, summary }): [string, string] => {
    const [first = name, second] = name.split(' ');
    return second === undefined ? [name, summary] : [`${first} ...`, groups[first] ?? summary];
  });
  return [
    'Engram tests offline whether an imaging classifier has memorised a private feature.',
    '',
    'Usage: engram COMMAND',
    '',
    ...table([...new Map(rows)]),
    ...table([['help [COMMAND]', 'this list, or what a command takes']]),
    '',
    'Exit codes: 0 done, 1 failure, 2 wrong command or spec, 3 wrong input, 10 --fail-on met,',
    '130 cancelled.',
  ];
}

function describeGroup(name: string, commands: readonly Command[]): string[] {
  return [
    `Usage: engram ${name} COMMAND`,
    '',
    ...table(commands.map(({ name: whole, summary }) => [whole, summary])),
    '',
    `"engram help ${name} COMMAND" tells what one takes.`,
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
