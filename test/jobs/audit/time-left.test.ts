import { expect, it } from 'vitest';
import { TimeLeft } from '../../../electron/jobs/audit/time-left.js';

/** A clock that is set by hand, and what is left after each step of a phase. */
function watched(expected: [Parameters<TimeLeft['after']>[0]['phase'], number][], slowness = 1) {
  let now = 0;
  const left = new TimeLeft(new Map(expected), slowness, () => now);
  return (seconds: number, phase: (typeof expected)[number][0] | 'load', done: number, total = 100) => {
    now = seconds;
    return Number(left.after({ phase, done, total, unit: 'images' })?.toFixed(6) ?? Number.NaN);
  };
}

it('counts the rest of the phase at hand and all later ones', () => {
  const after = watched([
    ['prepare', 10],
    ['strings', 80],
    ['write', 10],
  ]);
  expect(after(0, 'prepare', 0)).toBe(100);
  expect(after(10, 'prepare', 100)).toBe(90);
  expect(after(10, 'strings', 0)).toBe(90);
  expect(after(50, 'strings', 50)).toBe(50);
  expect(after(90, 'strings', 100)).toBe(10);
  expect(after(100, 'write', 100)).toBe(0);
});

it('goes by how long things took, and the more so the more of them were seen', () => {
  const after = watched([
    ['controls', 20],
    ['strings', 40],
    ['write', 40],
  ]);
  // Work for 30 s took 15: 70 s at (15 + 20) / (30 + 20) of what was expected.
  expect(after(15, 'strings', 25)).toBe(49);
  // Work for 60 s took 30: 40 s at 50/80.
  expect(after(30, 'strings', 100)).toBe(25);
});

it('begins with how busy the machine was, and trusts no first quick step', () => {
  const after = watched(
    [
      ['prepare', 2],
      ['students', 98],
    ],
    2,
  );
  expect(after(0, 'prepare', 0)).toBe(200);
  // Preparing took no time at all, and says little about the rest.
  expect(after(0.1, 'prepare', 100)).toBeGreaterThan(175);
});

it('takes no phase for finished because one inside it was announced', () => {
  const after = watched([
    ['distil', 60],
    ['students', 40],
  ]);
  after(0, 'distil', 0);
  expect(after(0, 'students', 0)).toBe(100);
  expect(after(30, 'distil', 50)).toBe(70);
  expect(after(60, 'distil', 100)).toBe(40);
  expect(after(80, 'students', 50)).toBe(20);
});

it('skips phases that did not happen', () => {
  const after = watched([
    ['students', 90],
    ['strings', 10],
  ]);
  expect(after(0, 'students', 0)).toBe(100);
  expect(after(1, 'strings', 10)).toBeLessThan(9);
});

it('falls, also where work turns out somewhat slower than it seemed or a phase begins again', () => {
  const after = watched([
    ['students', 50],
    ['strings', 50],
  ]);
  const seen = [
    after(0, 'students', 0),
    after(10, 'students', 20),
    after(30, 'students', 40),
    after(35, 'students', 0),
    after(75, 'strings', 10),
    after(80, 'students', 90),
    after(120, 'strings', 100),
  ];
  for (let index = 1; index < seen.length; index++) expect(seen[index]).toBeLessThanOrEqual(seen[index - 1]);
  expect(seen[seen.length - 1]).toBe(0);
});

it('is set right where more than twice as much is left, and never stands at nothing while work goes on', () => {
  const after = watched([
    ['students', 50],
    ['strings', 50],
  ]);
  expect(after(5, 'students', 10)).toBe(95);
  // The rest of the students took 20 times as long as they seemed to.
  expect(after(900, 'students', 100)).toBeGreaterThan(600);
  expect(after(901, 'strings', 1)).toBeGreaterThan(600);
});

it('says nothing of a phase that was not expected', () => {
  expect(watched([['strings', 50]])(0, 'load', 0)).toBeNaN();
});
