import { expect } from 'vitest';
import type { StudyRow } from '../../../shared/domain/study-row.js';

/** Machines of other types add up in another order; p-values agree to this on them. */
const tolerance = 0.02;

type Compared = Pick<StudyRow, 'epoch' | 'validationAccuracy' | 'agreement' | 'audits'> & { readonly model: { readonly number: number } };

/** A row made again says what the kept one says, of the marks that it was audited for. */
export function expectSameRow(again: StudyRow, kept: Compared): void {
  const which = `model ${again.model.number}, ${again.model.collection}`;
  expect(again.model.number).toBe(kept.model.number);
  expect(again.epoch, which).toBe(kept.epoch);
  expect(again.validationAccuracy, which).toBeCloseTo(kept.validationAccuracy, 2);
  expect(again.agreement, which).toBeCloseTo(kept.agreement, 2);
  for (const audit of again.audits) {
    const same = kept.audits.find(
      ({ mark, labelKnown, initialKnown }) => mark === audit.mark && labelKnown === audit.labelKnown && initialKnown === audit.initialKnown,
    );
    expect(Object.keys(audit.tests), which).toEqual(Object.keys(same?.tests ?? {}));
    for (const [name, { p }] of Object.entries(audit.tests))
      expect(
        Math.abs(p - (same?.tests[name as keyof typeof audit.tests]?.p ?? Number.NaN)),
        `${which}, mark ${audit.mark}, ${name}`,
      ).toBeLessThan(tolerance);
  }
}
