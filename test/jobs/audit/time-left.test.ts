import { expect, it } from 'vitest';
import { TimeLeft } from '../../../electron/jobs/audit/time-left.js';

/** A clock that is set by hand, and what is left after each step of a phase. */
function watched(expected: [Parameters<TimeLeft['after']>[0]['phase'], number][]) {
  let now = 0;
  const left = new TimeLeft(new Map(expected), () => now);
  return (seconds: number, phase: (typeof expected)[number][0] | 'load', done: number, total = 100) => {
    now = seconds;
    return left.after({ phase, done, total, unit: 'images' });
  };
}

it('counts the rest of the phase at hand and all later ones', () => {
  const after = watched([
    ['prepare', 10],
    ['strings', 80],
    ['write', 10],
  ]);
  expect(after(0, 'prepare', 0)).toBe(100);
  expect(after(10, 'strings', 0)).toBe(90);
  expect(after(50, 'strings', 50)).toBe(50);
  expect(after(90, 'write', 0)).toBe(10);
  expect(after(100, 'write', 100)).toBe(0);
});

it('goes by how long things took, and skips phases that did not happen', () => {
  const after = watched([
    ['controls', 20],
    ['strings', 40],
    ['write', 40],
  ]);
  // Work for 30 s took 15.
  expect(after(15, 'strings', 25)).toBe(35);
});

it('never rises, also where work turns out slower than it seemed or a phase begins again', () => {
  const after = watched([
    ['students', 50],
    ['strings', 50],
  ]);
  const seen = [
    after(0, 'students', 0),
    after(10, 'students', 20),
    after(200, 'students', 40),
    after(210, 'students', 0),
    after(220, 'strings', 10),
    after(230, 'students', 90),
    after(600, 'strings', 100),
  ].map(Number);
  for (let index = 1; index < seen.length; index++) expect(seen[index]).toBeLessThanOrEqual(seen[index - 1]);
  expect(seen[seen.length - 1]).toBe(0);
});

it('says nothing of a phase that was not expected', () => {
  expect(watched([['strings', 50]])(0, 'load', 0)).toBeUndefined();
});
