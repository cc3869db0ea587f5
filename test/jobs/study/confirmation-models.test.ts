import { describe, expect, it } from 'vitest';
import { controlPositions } from '../../../electron/engine/features/control-positions.js';
import { prepareFeature } from '../../../electron/engine/features/feature.js';
import { featureOf } from '../../../electron/jobs/study/row/mark-feature.js';
import { occupiedBy } from '../../../electron/jobs/study/row/occupied.js';
import { studyKinds } from '../../../electron/jobs/study/kinds/table.js';
import type { StudyModel } from '../../../shared/domain/study.js';

const { models, settings } = studyKinds.confirmation;
const isPlanted = ({ marks }: StudyModel) => marks.some(({ copies }) => copies > 0);
const planted = models.filter(isPlanted);
const clean = models.filter((model) => !isPlanted(model));
const kindsOf = (some: readonly StudyModel[]) =>
  ['mlp', 'cnn-1', 'normalised'].map((network) => some.filter((model) => model.network === network).length);

describe('the models of the confirmation', () => {
  it('are as many clean ones as planted ones, and any beginning of the list is balanced', () => {
    expect(kindsOf(planted)).toEqual([48, 24, 24]);
    expect(kindsOf(clean)).toEqual([48, 24, 24]);
    for (const rounds of [1, 7, 20]) expect(kindsOf(models.slice(0, 7 * rounds).filter(isPlanted))).toEqual([2 * rounds, rounds, rounds]);
  });

  it('have seeds of no other study', () => {
    const others = [...studyKinds.detection.models, ...studyKinds['false-alarms'].models];
    expect(new Set([...models, ...others].map(({ seed }) => seed)).size).toBe(models.length + others.length);
  });

  it('carry each number of copies once, at places, of classes and with texts of their own', () => {
    for (const { marks } of planted) {
      expect(marks.map(({ copies }) => copies)).toEqual([0, 1, 4, 16, 64]);
      for (const distinct of [marks.map(({ margin }) => margin.join()), marks.map(({ label }) => label), marks.map(({ text }) => text)])
        expect(new Set<string | number>(distinct).size).toBe(marks.length);
    }
  });

  it('meet both collections and both orders of images equally often', () => {
    const dense = models.filter(({ network }) => network === 'mlp');
    for (const collection of ['mnist', 'fashion-mnist'])
      for (const shuffle of [true, false])
        expect(dense.filter((model) => model.collection === collection && model.shuffle === shuffle)).toHaveLength(24);
  });

  it('are audited at control places of which none carries a mark of theirs', async () => {
    for (const model of planted.slice(0, 16)) {
      const side = model.network === 'normalised' ? 64 : 28;
      const image = { width: side, height: side };
      const { plan, controlsAvoidMarks } = settings(model);
      expect(controlsAvoidMarks).toBe(true);
      for (const [index, mark] of model.marks.entries()) {
        const { patch } = await prepareFeature(featureOf(mark), mark.text, '.');
        const occupied = await occupiedBy(model, index, image);
        const controls = controlPositions(featureOf(mark).placement, patch, image, plan.controlPlacements, occupied);
        expect(controls).toHaveLength(plan.controlPlacements);
        for (const other of model.marks.filter(({ copies }, number) => copies > 0 && number !== index)) {
          const [x, y] = other.margin;
          expect(controls.filter((control) => Math.abs(control.x - x) < patch.width && Math.abs(control.y - y) < patch.height)).toEqual([]);
        }
      }
    }
  });
});

it('audits of the older studies take their control places as they did', () => {
  for (const kind of [studyKinds.detection, studyKinds['false-alarms']])
    expect(kind.settings(kind.models[0])).not.toHaveProperty('controlsAvoidMarks');
});
