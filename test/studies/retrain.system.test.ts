import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openCollection } from '../../scripts/studies/collection/collection.js';
import { falseAlarmModel } from '../../scripts/studies/false-alarms/models.js';
import { readRows, rowFileOf } from '../../scripts/studies/rows/row-file.js';
import { makeRow } from '../../scripts/studies/run/make-row.js';
import { originOf } from '../../scripts/studies/run/origin.js';

/** Marks whose audits are made again: all take minutes. */
const marksAgain = 12;

/** Machines of other types add up in another order; p-values agree to this on them. */
const tolerance = 0.02;

it('a row chosen at random comes out the same when its model is trained and audited again', async () => {
  const rows = (await readRows(rowFileOf('false-alarms'))).filter(({ model }) => model.network === 'mlp');
  const row = rows[Math.floor(Math.random() * rows.length)];
  const model = falseAlarmModel(row.model.number);
  const folder = await mkdtemp(join(tmpdir(), 'engram-retrain-'));
  try {
    const again = await makeRow({
      model: { ...model, marks: model.marks.slice(0, marksAgain) },
      collection: await openCollection(model.collection),
      folder,
      origin: originOf(),
      signal: new AbortController().signal,
    });
    const which = `model ${model.number}, ${model.collection}`;
    expect(again.epoch, which).toBe(row.epoch);
    expect(again.validationAccuracy, which).toBeCloseTo(row.validationAccuracy, 2);
    expect(again.agreement, which).toBeCloseTo(row.agreement, 2);
    for (const audit of again.audits) {
      const kept = row.audits.find(
        ({ mark, labelKnown, initialKnown }) =>
          mark === audit.mark && labelKnown === audit.labelKnown && initialKnown === audit.initialKnown,
      );
      expect(Object.keys(audit.tests), which).toEqual(Object.keys(kept?.tests ?? {}));
      for (const [name, { p }] of Object.entries(audit.tests))
        expect(
          Math.abs(p - (kept?.tests[name as keyof typeof audit.tests]?.p ?? Number.NaN)),
          `${which}, mark ${audit.mark}, ${name}`,
        ).toBeLessThan(tolerance);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}, 400_000);
