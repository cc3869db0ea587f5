import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { featureSchema, type Feature } from '../../../shared/domain/feature.js';
import { preprocessingSchema } from '../../../shared/domain/images.js';
import type { ResamplerName } from '../../../shared/domain/resamplers.js';
import type { Levels } from '../../../electron/engine/images/levels.js';
import { prepareFeature } from '../../../electron/engine/features/feature.js';
import { drawNoise } from '../../../electron/engine/comparisons/seed-method/noise.js';
import { stampPatch } from '../../../electron/engine/features/stamp.js';
import { createPreprocessor, type Preprocessor } from '../../../electron/engine/images/preprocess.js';
import type { Classifier } from '../../../electron/engine/models/classifier.js';
import { Generator } from '../../../electron/engine/base/random/generator.js';
import { openSessions } from '../../../electron/engine/runtimes/onnx/session.js';
import { answersOf, answerHead, type Answers } from '../../../electron/engine/scoring/formulas/answers.js';
import { HostStore } from '../../../electron/engine/scoring/host-store.js';
import type { Response } from '../../../electron/engine/scoring/response.js';
import { scorerOf } from '../../../electron/engine/scoring/scorer.js';
import { createHostBlock } from '../../../electron/engine/scoring/stamper.js';
import { sweep } from '../../../electron/engine/scoring/sweep.js';
import type { Treatment } from '../../../electron/engine/scoring/treatment.js';
import { atItsPlace, type Subject } from '../../../electron/engine/comparisons/subject.js';
import { expectAllClose, expectClose } from '../statistics/fixture.js';
import { drawnImages, networks, openSmall, side, useFolder, type Output } from './small-models.js';

const folder = useFolder();
/** Classifiers of the running test; none opens a session that is not here. */
const open: Classifier[] = [];
const stores: HostStore[] = [];
const seed = 11;
const hostCount = 21;
const nativeSizes = [
  [20, 17],
  [31, 40],
  [14, 14],
  [23, 16],
] as const;

interface Setting {
  readonly name: string;
  readonly network: keyof typeof networks;
  readonly output: Output;
  readonly outputs: number;
  readonly stampAt: 'model-input' | 'native';
  readonly tolerance: number;
  readonly references: number;
  readonly resize?: ResamplerName;
}

const settings: readonly Setting[] = [
  {
    name: 'dense, softmax, at model input',
    network: 'dense',
    output: 'softmax',
    outputs: 5,
    stampAt: 'model-input',
    tolerance: 0,
    references: 0,
  },
  {
    name: 'dense, softmax, at native resolution, moved by the tolerance',
    network: 'dense',
    output: 'softmax',
    outputs: 5,
    stampAt: 'native',
    tolerance: 2,
    references: 0,
  },
  {
    name: 'convolutional, several labels, moved by the tolerance',
    network: 'convolutional',
    output: 'sigmoid',
    outputs: 4,
    stampAt: 'model-input',
    tolerance: 2,
    references: 0,
  },
  {
    name: 'convolutional, several labels, at native resolution',
    network: 'convolutional',
    output: 'sigmoid',
    outputs: 4,
    stampAt: 'native',
    tolerance: 0,
    references: 0,
  },
  { name: 'dense, one sigmoid', network: 'dense', output: 'sigmoid', outputs: 1, stampAt: 'model-input', tolerance: 1, references: 0 },
  {
    name: 'convolutional, with two references that give logits',
    network: 'convolutional',
    output: 'softmax',
    outputs: 3,
    stampAt: 'native',
    tolerance: 1,
    references: 2,
  },
  {
    name: 'dense, resized in floats, at model input',
    network: 'dense',
    output: 'softmax',
    outputs: 5,
    stampAt: 'model-input',
    tolerance: 2,
    references: 0,
    resize: 'tensorflow-bicubic',
  },
  {
    name: 'convolutional, resized in floats, at native resolution',
    network: 'convolutional',
    output: 'softmax',
    outputs: 3,
    stampAt: 'native',
    tolerance: 1,
    references: 1,
    resize: 'torchvision-bilinear-antialias',
  },
];

async function prepare({ network, output, outputs, stampAt, tolerance, references, resize }: Setting, batchSize: number) {
  const described = networks[network](outputs);
  const classifiers: Classifier[] = [await openSmall(folder.path, described, output, { batchSize })];
  for (let reference = 0; reference < references; reference++) {
    classifiers.push(await openSmall(folder.path, described, 'logits', { batchSize, seed: 2 + reference }));
  }
  open.push(...classifiers);
  const { input } = classifiers[0];
  const preprocessor = createPreprocessor(preprocessingSchema.parse({ resize, mean: [0.4], deviation: [0.3] }), input);
  const images = drawnImages(30, preprocessor.channels, stampAt === 'native' || resize ? nativeSizes : [[side, side]]);
  const indices = new Generator(1, 'hosts').permutation(30).slice(0, hostCount);
  const hosts = await HostStore.build({ path: join(folder.path, 'hosts.bin'), images, indices, preprocessor });
  stores.push(hosts);
  const placed: Feature = featureSchema.parse({
    kind: 'text',
    template: '{letters:2}',
    typography: { font: '5x5' },
    ink: { colour: [250, 200, 180], opacity: 0.8 },
    placement: { anchor: 'bottom-right', margin: [2, 2], tolerance },
    stampAt,
  });
  const feature = await prepareFeature(placed, 'QX', '.');
  const subject: Subject = { feature, placement: placed.placement, stampAt, hosts, preprocessor, label: 0, seed };
  const own = atItsPlace(subject, feature.patch);
  const treatments: Treatment[] = [
    own,
    atItsPlace(subject, feature.decoy(0, seed)),
    { ...own, patch: (host) => drawNoise(feature.patch, new Generator(seed, 'noise', host)) },
  ];
  return { scorer: scorerOf(classifiers), preprocessor, images, indices, hosts, treatments, stampAt };
}

type Opened = Awaited<ReturnType<typeof prepare>>;

/** Scores one image after another, each stamped anew, and sums in plain loops. */
async function naive(opened: Opened, one: Classifier, treatment: Treatment): Promise<Response> {
  const { images, indices, preprocessor, stampAt } = opened;
  const { family, classes } = answerHead(one.outputKind, one.outputs);
  const shifts: number[][] = [];
  const probabilities: number[][] = [];
  let divergence = 0;
  let flips = 0;
  for (const [host, index] of indices.entries()) {
    const image = images.images[index];
    const clean = await answer(one, preprocessor, preprocessor.prepare(image));
    const stampedImage = { ...image, pixels: Uint8Array.from(image.pixels) };
    const prepared = preprocessor.prepare(image);
    if (stampAt === 'native') {
      stampPatch(
        stampedImage.pixels,
        image.width,
        image.height,
        image.channels,
        treatment.patch(host),
        treatment.position(host, image.width, image.height),
      );
    } else {
      stampPatch(prepared, side, side, preprocessor.channels, treatment.patch(host), treatment.position(host, side, side));
    }
    const stamped = await answer(one, preprocessor, stampAt === 'native' ? preprocessor.prepare(stampedImage) : prepared);
    shifts.push(Array.from(stamped.logOdds, (value, at) => value - clean.logOdds[at]));
    probabilities.push(Array.from(stamped.probability, (value, at) => value - clean.probability[at]));
    const term = (p: number, q: number) => p * Math.log(p / q);
    const absent = (p: number) => Math.max(1e-7, 1 - p);
    clean.probability.forEach((p, at) => {
      const q = stamped.probability[at];
      divergence += term(p, q) + (family === 'multi-label' ? term(absent(p), absent(q)) : 0);
    });
    const decisions = ({ probability }: Answers) =>
      family === 'multi-label' ? Array.from(probability, (p) => p > 0.5).join() : String(probability.indexOf(Math.max(...probability)));
    if (decisions(clean) !== decisions(stamped)) flips += 1;
  }
  const column = (rows: readonly number[][], at: number) => rows.map((row) => row[at]);
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const perClass = (of: (at: number) => number) => Float64Array.from({ length: classes }, (_, at) => of(at));
  return {
    divergence: divergence / hostCount,
    flips: flips / hostCount,
    logOdds: perClass((at) => mean(column(shifts, at))),
    logOddsVariance: perClass((at) => {
      const values = column(shifts, at);
      return values.reduce((sum, value) => sum + (value - mean(values)) ** 2, 0) / (hostCount - 1);
    }),
    probability: perClass((at) => mean(column(probabilities, at))),
  };
}

async function answer(one: Classifier, preprocessor: Preprocessor, prepared: Levels): Promise<Answers> {
  const batch = new Float32Array(prepared.length);
  preprocessor.fill(batch, 0, prepared);
  return answersOf(await one.score(batch), one.outputKind, one.outputs);
}

afterEach(async () => {
  const expected = open.length;
  expect(openSessions()).toBe(expected);
  for (const one of open.splice(0)) await one.dispose();
  expect(openSessions()).toBe(0);
  for (const store of stores.splice(0)) await store.close();
});

describe.each(settings)('a sweep, $name', (setting) => {
  it('finds what a loop over single images finds, and leaves the hosts as they were', async () => {
    // 21 hosts in batches of 8: the last one is padded.
    const opened = await prepare(setting, 8);
    const { scorer, hosts, treatments, images, preprocessor, stampAt } = opened;
    const before = images.images.map(({ pixels }) => Uint8Array.from(pixels));
    const file = readFileSync(join(folder.path, 'hosts.bin'));
    const done: number[] = [];
    const table = await sweep({ scorer, hosts, preprocessor, stampAt, treatments, onProgress: (count) => done.push(count) });
    expect(images.images.map(({ pixels }) => pixels)).toEqual(before);
    expect(readFileSync(join(folder.path, 'hosts.bin'))).toEqual(file);
    expect(done.at(-1)).toBe(hostCount * (treatments.length + 1));
    for (let network = 0; network < scorer.networks; network++) {
      const output = network === 0 ? setting.output : 'logits';
      const one = await openSmall(join(folder.path, 'one'), networks[setting.network](setting.outputs), output, {
        batchSize: 1,
        seed: 1 + network,
      });
      open.push(one);
      for (const [index, treatment] of treatments.entries()) {
        const found = table.at(index, network);
        const expected = await naive(opened, one, treatment);
        expectClose(found.divergence, expected.divergence, 1e-4, 1e-7);
        expect(found.flips).toBeCloseTo(expected.flips, 12);
        expectAllClose(found.logOdds, [...expected.logOdds], 1e-4, 1e-5);
        expectAllClose(found.logOddsVariance, [...expected.logOddsVariance], 1e-4, 1e-5);
        expectAllClose(found.probability, [...expected.probability], 1e-4, 1e-6);
        expect(Math.max(...found.logOdds.map(Math.abs))).toBeGreaterThan(0.01);
      }
    }
  });

  it('does not depend on the size of batches, nor on the treatments beside', async () => {
    const small = await prepare(setting, 4);
    const one = await sweep({ ...small, treatments: small.treatments.slice(1, 2) });
    const large = await prepare(setting, 64);
    const all = await sweep(large);
    expectAllClose(one.at(0).logOdds, [...all.at(1).logOdds], 1e-4, 1e-5);
  });

  it('puts every pixel back', async () => {
    const { hosts, preprocessor, stampAt, treatments } = await prepare(setting, 8);
    const block = createHostBlock({ hosts, preprocessor, batchSize: 8, stampAt });
    await block.load(16, 5);
    const clean = Float32Array.from(block.batch);
    for (const treatment of treatments) {
      block.apply(treatment);
      expect(block.batch).not.toEqual(clean);
      block.restore();
      expect(block.batch).toEqual(clean);
    }
    // Slots beyond the last host hold it once more.
    const length = clean.length / 8;
    for (const slot of [5, 6, 7]) expect(clean.slice(slot * length, (slot + 1) * length)).toEqual(clean.slice(4 * length, 5 * length));
  });
});

describe('a sweep', () => {
  it('hands out each host once for each treatment and network', async () => {
    const opened = await prepare(settings[5], 8);
    const { scorer, treatments } = opened;
    const seen = new Map<string, number>();
    let divergence = 0;
    const table = await sweep({
      ...opened,
      onBlock({ treatment, network, firstHost, rows, divergence: rowDivergence }) {
        for (let row = 0; row < rows; row++) {
          const key = `${treatment} ${network} ${firstHost + row}`;
          seen.set(key, (seen.get(key) ?? 0) + 1);
          if (treatment === 1 && network === 2) divergence += rowDivergence[row];
        }
      },
    });
    expect(seen.size).toBe(treatments.length * scorer.networks * hostCount);
    expect(new Set(seen.values())).toEqual(new Set([1]));
    expectClose(table.at(1, 2).divergence, divergence / hostCount, 1e-12);
  });

  it('takes the first hosts only where told so', async () => {
    const opened = await prepare(settings[0], 8);
    const hosts = new Set<number>();
    await sweep({
      ...opened,
      hostCount: 9,
      onBlock: ({ firstHost, rows }) => Array.from({ length: rows }, (_, row) => hosts.add(firstHost + row)),
    });
    expect([...hosts]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it('stops when it is cancelled', async () => {
    const opened = await prepare(settings[0], 8);
    const controller = new AbortController();
    const sweeping = sweep({ ...opened, signal: controller.signal, onProgress: () => controller.abort() });
    await expect(sweeping).rejects.toMatchObject({
      code: 'cancelled',
      message: 'The work was cancelled.',
      hint: 'Start it again. It goes on from what was kept.',
      hintAtTerminal: 'Run the same command again to resume it.',
    });
  });
});
