import { mean } from '../../../electron/engine/statistics/moments.js';
import type { CountingTest, StudiedAudits } from '../../../electron/engine/verdict/studied-power.js';
import type { ValidityTable } from '../../../electron/engine/verdict/validity.js';
import { judged } from '../../../shared/domain/verdict.js';
import type { StudyRow } from '../../../shared/domain/study-row.js';
import { circumstances, isUnder } from './power.js';
import { agrees, countingTests, isFoundWith, supports } from './shipped-verdict.js';
import { fewestModels } from './validity.js';

/**
 * Power of the verdict on planted marks for every set of tests that an audit may rest on: what counts
 * by `validity`, or a part of it, as a quick audit or one of a mark without a template has. An audit in
 * which a comparison with students counts had students that agree, so models whose do not are left out.
 */
export function studiedAudits(rows: readonly StudyRow[], validity: ValidityTable): StudiedAudits[] {
  const families = [...new Set(rows.map(({ family }) => family))].sort();
  return families.flatMap((family) => {
    const own = rows.filter((row) => row.family === family);
    return circumstances.flatMap((circumstance) => {
      const asked = own.map((row) => ({ ...row, audits: row.audits.filter((audit) => isUnder(audit, circumstance)) }));
      const counting = asked
        .flatMap((row) => row.audits.map((audit) => countingTests(validity, row, audit)))
        .reduce((most, tests) => (tests.length > most.length ? tests : most), []);
      return (
        subsets(counting)
          // Tests that nobody gave the initial weights are studied by audits that were given none.
          .filter((tests) => tests.some(({ start }) => start === 'initial') === (circumstance === 'initial weights known'))
          .flatMap((tests): StudiedAudits[] => {
            const agreeing = asked.filter((row) => tests.every((test) => agrees(validity, row, test)));
            return agreeing.length < fewestModels
              ? []
              : [{ family, tests, labelKnown: circumstance !== 'label unknown', ...powerOf(agreeing, tests) }];
          })
      );
    });
  });
}

/** All sets of some of `tests`, in their order. */
function subsets(tests: readonly CountingTest[]): CountingTest[][] {
  return Array.from({ length: 2 ** tests.length - 1 }, (_, set) => tests.filter((_test, index) => ((set + 1) >> index) % 2 === 1));
}

function powerOf(rows: readonly StudyRow[], tests: readonly CountingTest[]): Omit<StudiedAudits, 'family' | 'tests' | 'labelKnown'> {
  const copies = [...new Set(rows.flatMap(({ audits }) => audits.map((audit) => audit.copies)))]
    .filter((count) => count > 0)
    .sort((one, other) => one - other);
  const power = judged.flatMap((subject) => {
    if (!tests.some((test) => supports(test, subject))) return [];
    const shares = copies.map((count) => {
      const audits = rows.flatMap((row) => row.audits.filter((audit) => audit.copies === count));
      return mean(Float64Array.from(audits, (audit) => (isFoundWith(tests, audit, subject) ? 1 : 0)));
    });
    return [[subject, shares.map((share) => Math.round(1000 * share) / 1000)] as const];
  });
  return { models: rows.length, trainingImages: trainingImagesOf(rows), copies, power: Object.fromEntries(power) };
}

function trainingImagesOf(rows: readonly StudyRow[]): number {
  const [count, ...others] = new Set(rows.map(({ model }) => model.trainingImages));
  if (others.length > 0) throw new Error('Models of one family were trained on sets of several sizes.');
  return count;
}
