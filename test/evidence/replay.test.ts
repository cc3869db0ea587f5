import { expect, test } from 'vitest';
import { studyReplay } from '../../scripts/replay/study.js';

test('a finding of a clean model ranks the true text among candidates as chance would; exact numbers would tell it', async () => {
  const { byFinding, byExactNumbers, told } = await studyReplay(40, 500, 7);
  expect(byFinding.p).toBeGreaterThan(0.01);
  expect(byExactNumbers.p).toBeLessThan(1e-6);
  expect(byExactNumbers.median).toBeLessThan(0.1);
  for (const { quiet } of told) for (const { bits } of Object.values(quiet.parts)) expect(bits).toBeLessThan(0.1);
  // That the attack could succeed: how many texts were compared follows from how far this one moved the answer.
  expect(told[0].all.withheld.textsCompared.p).toBeLessThan(0.01);
}, 300_000);
