import { expect, test } from 'vitest';
import { studyReplay } from '../../scripts/replay/study.js';

test('a finding of a clean model ranks the true text among candidates as chance would; exact numbers would tell it', async () => {
  const { byFinding, byExactNumbers } = await studyReplay(30, 500, 7);
  expect(byFinding.p).toBeGreaterThan(0.01);
  expect(byExactNumbers.p).toBeLessThan(1e-6);
  expect(byExactNumbers.median).toBeLessThan(0.1);
}, 300_000);
