import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { featureSchema } from '../../../shared/domain/feature.js';
import { preprocessingSchema } from '../../../shared/domain/images.js';
import { controlPositions } from '../../../electron/engine/features/control-positions.js';
import { prepareFeature } from '../../../electron/engine/features/feature.js';
import type { Patch } from '../../../electron/engine/features/patch.js';
import { drawNoise } from '../../../electron/engine/comparisons/seed-method/noise.js';
import { createPreprocessor } from '../../../electron/engine/images/preprocess.js';
import type { Classifier } from '../../../electron/engine/models/classifier.js';
import { Generator } from '../../../electron/engine/base/random/generator.js';
import { HostStore } from '../../../electron/engine/scoring/host-store.js';
import type { Response } from '../../../electron/engine/scoring/response.js';
import { scorerOf } from '../../../electron/engine/scoring/scorer.js';
import { sweep } from '../../../electron/engine/scoring/sweep.js';
import type { Treatment } from '../../../electron/engine/scoring/treatment.js';
import { measureSeedMethod } from '../../../electron/engine/comparisons/seed-method/measure.js';
import { measurePlacements } from '../../../electron/engine/comparisons/references/measure.js';
import { measureFeature } from '../../../electron/engine/comparisons/measure-all.js';
import { measureStrings } from '../../../electron/engine/comparisons/strings/measure.js';
import { atControlPlace, atItsPlace, type MeasureOptions, type Subject } from '../../../electron/engine/comparisons/subject.js';
import { drawnImages, networks, openSmall, side, useFolder } from '../scoring/small-models.js';
import { expectAllClose, expectClose } from '../statistics/fixture.js';

const folder = useFolder();
const hostCount = 18;
const classes = 4;
const placed = featureSchema.parse({ kind: 'text', template: '{letters:1}', typography: { font: '5x5' }, placement: { margin: [1, 1] } });

let classifiers: Classifier[];
let subject: Subject;
let options: MeasureOptions;

beforeEach(async () => {
  const network = networks.dense(classes);
  classifiers = [];
  for (const seed of [1, 2, 3]) classifiers.push(await openSmall(folder.path, network, 'logits', { seed }));
  const preprocessor = createPreprocessor(preprocessingSchema.parse({}), classifiers[0].input);
  const images = drawnImages(hostCount, 1, [[side, side]]);
  const hosts = await HostStore.build({
    path: join(folder.path, 'hosts.bin'),
    images,
    indices: Uint32Array.from({ length: hostCount }, (_, index) => index),
    preprocessor,
  });
  subject = {
    feature: await prepareFeature(placed, 'Q', '.'),
    placement: placed.placement,
    stampAt: 'model-input',
    hosts,
    preprocessor,
    label: 1,
    seed: 9,
  };
  options = { subject, scorer: scorerOf(classifiers.slice(0, 1)), memory: { values: (_name, compute) => compute() }, chunk: 7 };
});

afterEach(async () => {
  await subject.hosts.close();
  for (const classifier of classifiers) await classifier.dispose();
});

/** One response on one network, by a sweep of its own. */
async function alone(treatment: Treatment, network = 0): Promise<Response> {
  return (await sweep({ ...subject, scorer: scorerOf([classifiers[network]]), treatments: [treatment] })).at(0);
}

describe('placements', () => {
  it('hold the feature, and the feature less the mean of strings, at its place and elsewhere, for every network', async () => {
    const controls = 3;
    const strings = 4;
    const found = await measurePlacements('students', {
      ...options,
      scorer: scorerOf(classifiers),
      controlPlacements: controls,
      contrastStrings: strings,
    });
    const places = controlPositions(placed.placement, subject.feature.patch, { width: side, height: side }, controls);
    expect(places).toHaveLength(controls);
    const at = (patch: Patch, place: number): Treatment =>
      place === 0 ? atItsPlace(subject, patch) : { patch: () => patch, position: () => places[place - 1] };
    for (let network = 0; network < 3; network++) {
      const rowsOf = ({ model, references }: typeof found.kind) => (network === 0 ? model : references[network - 1]);
      for (let place = 0; place <= controls; place++) {
        const own = await alone(at(subject.feature.patch, place), network);
        expectAllClose(rowsOf(found.kind)[place], [...own.logOdds], 1e-5, 1e-6);
        const contrast = Float64Array.from(own.logOdds);
        for (let index = 0; index < strings; index++) {
          const string = await alone(at(subject.feature.decoy(index, subject.seed), place), network);
          string.logOdds.forEach((value, at) => (contrast[at] -= value / strings));
        }
        if (!found.text) throw new Error('There is no contrast.');
        expectAllClose(rowsOf(found.text)[place], [...contrast], 1e-5, 1e-6);
        if (place === 0) {
          expectAllClose(found.probability[network], [...own.probability], 1e-5, 1e-7);
          expect(found.flips[network]).toBe(own.flips);
        }
      }
    }
  });

  it('hold no contrast without strings', async () => {
    const found = await measurePlacements('students', {
      ...options,
      scorer: scorerOf(classifiers),
      controlPlacements: 3,
      contrastStrings: 0,
    });
    expect(found.text).toBeUndefined();
    expect(found.kind.references).toHaveLength(2);
  });

  it('refuse a host without another place, word for word', () => {
    const treatment = atControlPlace(subject, subject.feature.patch, 0, 3);
    expect(() => treatment.position(0, 6, 6)).toThrow(
      expect.objectContaining({
        code: 'feature-too-large',
        message: 'A host image of 6 x 6 pixels has no other place for the mark, so it cannot be compared with references there.',
        hint: 'Use host images with more room, or leave the reference models out.',
      }),
    );
  });
});

describe('strings', () => {
  it('stop at the block that shows a clear non-signal, and are those of a sweep of their own', async () => {
    const feature = await measureFeature(options);
    const lowest = { ...feature, logOdds: feature.logOdds.map(() => -1e3) };
    const highest = { ...feature, logOdds: feature.logOdds.map(() => 1e3) };
    const looks: number[] = [];
    const blocks = [20, 25];
    const early = await measureStrings({ ...options, feature: lowest, blocks, onBlockDone: (count) => looks.push(count) });
    const late = await measureStrings({ ...options, feature: highest, blocks, onBlockDone: (count) => looks.push(count) });
    expect(looks).toEqual([20, 20, 25]);
    expect(late.strings.slice(0, 20)).toEqual(early.strings);
    const single = await alone(atItsPlace(subject, subject.feature.decoy(22, subject.seed)));
    expectAllClose(late.strings[22].logOdds, [...single.logOdds], 1e-5, 1e-6);
  });

  it('do not depend on the size of chunks', async () => {
    const feature = await measureFeature(options);
    const large = await measureStrings({ ...options, chunk: 250, feature, blocks: [25] });
    const small = await measureStrings({ ...options, chunk: 2, feature, blocks: [25] });
    expect(small).toEqual(large);
  });
});

describe('host by host', () => {
  it('the divergences of the feature and of noise, and the sampling error of strings', async () => {
    const found = await measureSeedMethod(options);
    const own = atItsPlace(subject, subject.feature.patch);
    const noise: Treatment = { ...own, patch: (host) => drawNoise(subject.feature.patch, new Generator(subject.seed, 'noise', host)) };
    const strings = Array.from({ length: 8 }, (_, index) => atItsPlace(subject, subject.feature.decoy(index, subject.seed)));
    const shifts = Array.from({ length: 10 }, () => new Float64Array(hostCount));
    const clean = new Float64Array(hostCount);
    await sweep({
      ...subject,
      scorer: options.scorer,
      treatments: [own, ...strings],
      onBlock({ treatment, firstHost, rows, clean: before, stamped }) {
        for (let row = 0; row < rows; row++) {
          clean[firstHost + row] = before.logOdds[row * classes + 1];
          shifts[treatment][firstHost + row] = stamped.logOdds[row * classes + 1] - before.logOdds[row * classes + 1];
        }
      },
    });
    const ofStrings = shifts.slice(1, 9);
    const variances = ofStrings.map((shift) => {
      const contrast = shift.map((value, host) => value - ofStrings.reduce((sum, one) => sum + (one === shift ? 0 : one[host]), 0) / 7);
      const mean = contrast.reduce((sum, value) => sum + value, 0) / hostCount;
      return contrast.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (hostCount - 1);
    });
    expectClose(found.samplingError, Math.sqrt(variances.reduce((sum, value) => sum + value, 0) / 8 / hostCount), 1e-6);
    expectAllClose(found.cleanLogOdds, [...clean], 1e-9);
    expectClose(found.score.uniqueDivergence, (await alone(own)).divergence, 1e-5);
    expectClose(found.score.randomDivergence, (await alone(noise)).divergence, 1e-5);
    expectClose(found.score.score, found.score.uniqueDivergence - found.score.randomDivergence, 1e-9, 1e-12);
    expect(found.hosts).toBe(hostCount);
  });
});
