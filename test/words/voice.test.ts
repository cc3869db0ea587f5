import { expect, test } from 'vitest';
import { filesIn, literalsOf, type Literal } from './sentences.js';

/** What nobody can follow who has the window alone. */
const outsideTheWindow: readonly (readonly [what: string, pattern: RegExp])[] = [
  ['a file in docs/', /\bdocs\//],
  ['a flag', /(?:^|[\s"“(])--[a-z]/],
  ['the command line', /\bcommand[ -]line\b/i],
  ['a command', /(?<!\bsigning )\bcommands?\b(?! by hand)/i],
  ['a command of Engram', /\bengram [a-z]/],
  ['an environment variable', /\bENGRAM_[A-Z]|\benvironment variable/],
  ['a script of this repository', /\bnpm (?:run|start|install)\b/],
  [
    'a field of a spec',
    /\b(?:model|preprocessing|method|distillation|network|validation)\.(?!json\b|onnx\b|save\b|eval\b|export\b)[a-z]\w+/,
  ],
];

/** Of the catalogue, what the window does not show: said in a terminal, or of what the command line alone does. */
const notInTheWindow = ['errors/command-line.ts', 'errors/training.ts', 'errors/networks.ts', 'errors/statistics.ts', 'report/numbers.ts'];

/** The arguments and names under which the catalogue says what to do at the command line. */
const atTerminal = new Set([
  'said/2',
  'picture/3',
  'damagedKeras/2',
  'terminal',
  'restart',
  'anotherFolder',
  'loopback',
  'signingCommand',
  'resultsFolder',
  'seenWords',
  'earlyHint',
]);

function isForTheWindow({ text, within }: Literal): boolean {
  return text.includes(' ') && !within.some((place) => atTerminal.has(place));
}

function offencesIn(path: string, source?: string): string[] {
  return literalsOf(path, source)
    .filter(isForTheWindow)
    .flatMap(({ text }) =>
      outsideTheWindow.filter(([, pattern]) => pattern.test(text)).map(([what]) => `${path} speaks of ${what}: ${text.trim()}`),
    );
}

test('no sentence of the window sends anybody to the command line or to a file of the repository', () => {
  const catalogue = filesIn('shared/words', '.ts').filter((path) => !notInTheWindow.some((name) => path.includes(name)));
  const window = [...filesIn('renderer', '.svelte'), ...filesIn('renderer', '.ts')];
  expect([...catalogue, ...window].flatMap((path) => offencesIn(path))).toEqual([]);
});

test.each([
  ['a hint of an error', 'a.ts', "export const e = { a: () => said('It failed.', 'Choose another folder with --out.') };"],
  ['a template', 'a.ts', 'export const a = (folder: string) => `Name another folder than ${folder} with ENGRAM_REGISTER.`;'],
  ['the name of a command', 'a.ts', 'const hint = \'"engram register list" shows the audits.\';'],
  ['markup', 'a.svelte', '<p>How it is done stands in docs/manual.md, for the command line.</p>'],
  ['an attribute', 'a.svelte', '<Field hint="State it in the spec (model.layout)." />'],
  ['a script', 'a.svelte', '<script lang="ts">const a: string = `Install it with npm run ${b}`;</script>'],
])('%s that does is found', (_, path, source) => {
  expect(offencesIn(path, source)).not.toEqual([]);
});

test('what is said at the command line alone may', () => {
  expect(offencesIn('a.ts', "said('It failed.', 'Choose another folder.', 'Choose another folder with --out.');")).toEqual([]);
});
