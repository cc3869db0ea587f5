import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Verdict } from '../../shared/domain/verdict.js';
import { openImageSet } from '../../electron/engine/images/open-image-set.js';
import { sideBySide, table } from '../../scripts/demo/columns.js';
import { clearFolder, writeSummary } from '../../scripts/demo/folder.js';
import { outcomeOf, type Judgement } from '../../scripts/demo/judge.js';
import { imageFiles, writeImages } from '../../scripts/demo/mnist.js';
import { readOptions } from '../../scripts/demo/options.js';
import { describePairs } from '../../scripts/demo/score-card.js';
import { demoSettings } from '../../scripts/demo/settings.js';
import { drawMark } from '../../scripts/demo/specs.js';
import { useTemporaryFolder } from '../engine/images/temporary-folder.js';

const temporary = useTemporaryFolder();

test('by itself the demo runs one pair; several are others than that one', () => {
  expect(readOptions([])).toMatchObject({ seeds: [1] });
  expect(readOptions(['--seed', '7', '--json'])).toMatchObject({ seeds: [7] });
  expect(readOptions(['--seeds', '3', '--out', '/elsewhere'])).toEqual({ seeds: [2, 3, 4], folder: '/elsewhere' });
});

test.each([
  [['--seeds', '0'], '--seeds must be a whole number from 1 to 1000.'],
  [['--seed', 'one'], '--seed must be a whole number from 0 to 2147483648.'],
  [['--seed', '1', '--seeds', '2'], '--seed and --seeds do not go together.'],
])('%j is refused', (argv, message) => {
  expect(() => readOptions(argv)).toThrow(
    expect.objectContaining({
      data: { code: 'command-invalid', message, hint: 'npm run demo -- [--seed N | --seeds N] [--out DIR] [--json]' },
    }),
  );
});

test('clears what an earlier demo left, and nothing else', async () => {
  const folder = join(temporary.path, 'results');
  await clearFolder(folder);
  mkdirSync(join(folder, 'seed-3', 'planted'), { recursive: true });
  mkdirSync(join(folder, 'cache'));
  mkdirSync(join(folder, 'register', 'audits'), { recursive: true });
  await writeSummary(folder, { right: 1 });
  await clearFolder(folder);
  expect(readdirSync(folder)).toEqual(['demo.json']);
  temporary.write('results/thesis.txt', 'mine');
  mkdirSync(join(folder, 'seed-3'));
  const refusal = {
    data: {
      code: 'output-exists',
      message: `${folder} holds files that are not the demo's.`,
      hint: 'Choose an empty or a new folder with --out.',
    },
  };
  await expect(clearFolder(folder)).rejects.toMatchObject(refusal);
  expect(existsSync(join(folder, 'seed-3'))).toBe(true);
});

test('a folder without the mark of a demo is not cleared, whatever its names', async () => {
  mkdirSync(join(temporary.path, 'results', 'seed-1'), { recursive: true });
  await expect(clearFolder(join(temporary.path, 'results'))).rejects.toMatchObject({ data: { code: 'output-exists' } });
});

test('images of a pair are real, drawn by the seed, and in one set each', async () => {
  const settings = { ...demoSettings, trainingImages: 300, validationImages: 100, unmarkedImages: 200 };
  const write = async (name: string, seed: number) => {
    await writeImages(join(temporary.path, name), seed, settings);
    return Promise.all(Object.values(imageFiles).map((path) => openImageSet({ source: 'path', path: join(name, path) }, temporary.path)));
  };
  const sets = await write('a', 1);
  expect(sets.map(({ count, labels }) => [count, labels?.length])).toEqual([
    [300, 300],
    [100, 100],
    [200, undefined],
  ]);
  const seen = new Set<string>();
  for (const set of sets)
    for (let index = 0; index < set.count; index++) seen.add(Buffer.from((await set.read(index)).pixels).toString('base64'));
  expect(seen.size).toBe(600);
  expect(new Set(sets[0].labels).size).toBe(10);
  const bytes = (name: string) => readFileSync(join(temporary.path, name, imageFiles.training));
  await write('b', 1);
  await write('c', 2);
  expect(bytes('b').equals(bytes('a'))).toBe(true);
  expect(bytes('c').equals(bytes('a'))).toBe(false);
});

test('seeds give other marks, classes and corners', () => {
  const marks = Array.from({ length: 40 }, (_, seed) => drawMark(seed));
  expect(new Set(marks.map(({ text }) => text)).size).toBe(40);
  expect(marks.every(({ text }) => /^[A-Z]{4}$/.test(text))).toBe(true);
  expect(new Set(marks.map(({ label }) => label)).size).toBe(10);
  expect(new Set(marks.map(({ corner }) => corner)).size).toBe(4);
  expect(drawMark(3)).toEqual(marks[3]);
});

test('columns keep to 100 columns, whatever the texts', () => {
  const lines = sideBySide('Verdict\n  a long sentence, '.repeat(9), 'short');
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(100);
  expect(lines[0]).toBe('Verdict                                            short');
  expect(
    table([
      ['a', 'bb'],
      ['ccc', 'd'],
    ]),
  ).toEqual(['a    bb', 'ccc  d']);
});

const judgement = (seed: number, planted: Verdict, clean: Verdict): Judgement => ({
  seed,
  label: 3,
  corner: 'top-left',
  planted: { whole: planted, text: 'not-detected', kind: planted },
  clean: { whole: clean, text: clean, kind: 'not-detected' },
  memorised: planted === 'memorised',
  found: planted === 'memorised' || planted === 'signal',
  quiet: clean !== 'memorised' && clean !== 'signal',
});

test.each([
  [judgement(1, 'memorised', 'not-detected'), 'Both verdicts are right: the planted mark was found, and none where there is none.'],
  [
    judgement(1, 'signal', 'not-detected'),
    'Both verdicts are right: the planted mark was found, as a "signal" and not as "memorised", and none where there is none.',
  ],
  [judgement(1, 'memorised', 'signal'), 'THIS PAIR DID NOT COME OUT AS IT SHOULD.'],
  [judgement(1, 'not-detected', 'not-detected'), 'THIS PAIR DID NOT COME OUT AS IT SHOULD.'],
])('says how far a pair came out right: %#', (pair, sentence) => {
  expect(outcomeOf(pair)).toBe(sentence);
});

test('pairs are counted: memorised apart from memorised or signal', () => {
  const lines = describePairs([
    judgement(2, 'memorised', 'not-detected'),
    judgement(3, 'signal', 'inconclusive'),
    judgement(4, 'memorised', 'signal'),
    judgement(5, 'not-detected', 'not-detected'),
  ]);
  expect(lines).toEqual([
    'Verdicts on: this mark / this text / marks of this kind at this place',
    '',
    'seed  class  corner    planted model                               clean twin                                  pair',
    '2     3      top-left  MEMORISED / not detected / MEMORISED        not detected / not detected / not detected  right',
    '3     3      top-left  SIGNAL / not detected / SIGNAL              inconclusive / inconclusive / not detected  right',
    '4     3      top-left  MEMORISED / not detected / MEMORISED        SIGNAL / SIGNAL / not detected              WRONG',
    '5     3      top-left  not detected / not detected / not detected  not detected / not detected / not detected  WRONG',
    '',
    'Pairs that came out right: 2 of 4.',
    'Planted models: memorised 2 of 4, memorised or signal 3 of 4.',
    'Clean twins: neither memorised nor signal 3 of 4.',
  ]);
});
