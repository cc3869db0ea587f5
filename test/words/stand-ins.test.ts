import { expect, test } from 'vitest';
import { words } from '../../shared/words/words.js';

const { outlook, standIns, reasons } = words;
const point = { found: { whole: 0, text: 0, kind: 0 }, interval: [0, 0.975] as [number, number] };

test.each([
  [
    { made: 2, asked: 3, seconds: 360, copies: [0, 16], reason: { code: 'time' } },
    'About 6 minutes of that goes to stand-ins of the model: 2 of 3 (clean ones, and some with 16 planted records). The time does not allow more. Raise the time limit for more.',
  ],
  [
    { made: 15, asked: 15, seconds: 5400, copies: [0, 1, 4, 16, 64] },
    'About 1 hour 30 minutes of that goes to stand-ins of the model: 15 (clean ones, and some with 1, 4, 16 and 64 planted records).',
  ],
  [
    { made: 1, asked: 3, seconds: 40, copies: [0], reason: { code: 'time' } },
    'About 40 seconds of that goes to stand-ins of the model: 1 of 3 (clean ones alone). The time does not allow more. Raise the time limit for more.',
  ],
  [
    { made: 0, asked: 3, seconds: 0, copies: [], reason: { code: 'network-not-rebuilt' } },
    'It makes no stand-ins of the model, so it cannot say what it would have found. Engram cannot train a network with all the layers of this one.',
  ],
] as const)('before it measures, an audit says which stand-ins it makes: %j', (planned, said) => {
  expect(outlook.standIns({ ...planned, copies: [...planned.copies] })).toBe(said);
});

test('what was found in one copy, in none and of one record is said so', () => {
  expect(
    standIns.points({
      trainingImages: 5000,
      points: [
        { ...point, copies: 0, made: 1 },
        { ...point, copies: 1, made: 1 },
        { copies: 4, made: 2, found: { whole: 1, text: 1, kind: 1 }, interval: [0.0126, 0.9874] },
      ],
    }),
  ).toEqual([
    'In the one clean copy the tests kept quiet.',
    'In the one planted copy of your model, 1 leaked record among 5,000 was not found (95% interval 0% to 98%).',
    'In 1 of 2 planted copies of your model, 4 leaked records among 5,000 were found (95% interval 1% to 99%).',
  ]);
  expect(
    standIns.points({ trainingImages: 5000, points: [{ ...point, copies: 0, made: 4, found: { whole: 2, text: 0, kind: 2 } }] }),
  ).toEqual(['In 2 of 4 clean copies the tests found a mark that nobody planted.']);
});

test('what stand-ins take from a verdict is said with its numbers, and without them where a finding is public', () => {
  expect(reasons['stand-ins-alarmed']({ made: 1, alarms: 1 })).toBe(
    'Engram found a mark in clean stand-ins of this model, where nobody planted one (in 1 of 1). The test that found it raises false alarms on networks like this one, so it does not count. Add earlier versions of the model to compare with.',
  );
  expect(reasons['stand-ins-missed']({ copies: 64, made: 3, found: 0 })).toBe(
    'This audit finds too little in networks like this one to rule anything out: of 3 stand-ins with 64 planted records each, it found none. Give it more host images and more time, and audit again.',
  );
  expect(reasons['stand-ins-missed']()).toBe(
    'This audit finds too little in networks like this one to rule anything out. Give it more host images and more time, and audit again.',
  );
});
