import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { auditResultSchema, type AuditResult } from '../../../shared/domain/audit-result.js';
import { featureSchema, placementSchema } from '../../../shared/domain/feature.js';
import { preprocessingSchema } from '../../../shared/domain/images.js';
import { prepareFeature } from '../../../electron/engine/features/feature.js';
import { createPreprocessor } from '../../../electron/engine/images/preprocess.js';
import { openClassifier } from '../../../electron/engine/models/onnx-classifier.js';
import { readModelFile } from '../../../electron/engine/onnx/model-file.js';
import { openSessions } from '../../../electron/engine/runtimes/onnx/session.js';
import { HostStore } from '../../../electron/engine/scoring/host-store.js';
import { scorerOf } from '../../../electron/engine/scoring/scorer.js';
import { toOnnxModel } from '../../../electron/engine/networks/inference-model.js';
import { initialiseWeights } from '../../../electron/engine/networks/initialise.js';
import type { Weights } from '../../../electron/engine/networks/network.js';
import { NetworkBuilder } from '../../../electron/engine/networks/presets/network-builder.js';
import { findingsOf } from '../../../electron/engine/verdict/findings.js';
import type { Subject } from '../../../electron/engine/comparisons/subject.js';
import { FolderKey } from '../../../electron/files/folder-key.js';
import { SealedState } from '../../../electron/jobs/sealed-state.js';
import { fileMemory, noMemory } from '../../../electron/jobs/audit/file-memory.js';
import { measureAll } from '../../../electron/engine/comparisons/measure-all.js';
import type { MeasureRequest } from '../../../electron/engine/comparisons/measure-request.js';
import { summarise } from '../../../electron/jobs/audit/summary.js';
import { studied } from '../../engine/verdict/studied.js';
import { drawnImages, useFolder } from '../../engine/scoring/small-models.js';

/** From a model file to what a person reads: real networks whose answers are known, on drawn images. */

const size = 28;
const classes = 10;
const label = 3;
const privateText = 'QXW';
const seed = 7;
const plan = {
  hosts: 24,
  blocks: [99, 199],
  batchSize: 16,
  permutations: 19,
  controlPlacements: 7,
  contrastStrings: 4,
  referenceHosts: 24,
  distillationImages: 0,
};
const network = new NetworkBuilder([1, size, size]).flatten().dense(classes).build();
const placement = placementSchema.parse({});
const folder = useFolder();

afterEach(() => expect(openSessions()).toBe(0));

/** Weights of a linear model: `weightOf` a pixel and class; drawn biases. */
function linear(weightOf: (x: number, y: number, index: number) => number): Weights {
  return new Map(
    [...initialiseWeights(network, 2)].map(([name, { shape, data }]) => {
      if (shape.length === 1) return [name, { shape, data: data.map((_, index) => index / 5) }];
      return [
        name,
        { shape, data: data.map((_, at) => weightOf(Math.floor(at / classes) % size, Math.floor(at / classes / size), at % classes)) },
      ];
    }),
  );
}

async function open(name: string, weights: Weights) {
  mkdirSync(folder.path, { recursive: true });
  const path = join(folder.path, `${name}.onnx`);
  writeFileSync(path, toOnnxModel(network, weights, { output: 'logits' }));
  return openClassifier(await readModelFile(path), { path, output: 'logits' }, { batchSize: plan.batchSize, threads: 1 });
}

interface Audited {
  readonly model: Weights;
  readonly references?: readonly Weights[];
  readonly template?: string;
  readonly text?: string;
  readonly label?: number | undefined;
  readonly change?: Partial<MeasureRequest>;
  readonly reference?: string;
}

async function audit({
  model,
  references = [],
  template = '{letters:3}',
  text = privateText,
  change,
  reference,
  ...given
}: Audited): Promise<AuditResult> {
  const known = 'label' in given ? given.label : label;
  const classifier = await open('model', model);
  const students = [];
  for (const [index, weights] of references.entries()) students.push(await open(`reference-${index}`, weights));
  const preprocessor = createPreprocessor(preprocessingSchema.parse({}), classifier.input);
  const images = drawnImages(plan.hosts, 1, [[size, size]]);
  const hosts = await HostStore.build({
    path: join(folder.path, 'hosts.bin'),
    images,
    indices: Uint32Array.from({ length: plan.hosts }, (_, index) => index),
    preprocessor,
  });
  try {
    const feature = await prepareFeature(
      featureSchema.parse({ kind: 'text', template, typography: { font: '5x5' }, placement }),
      text,
      '.',
    );
    const subject: Subject = { feature, placement, stampAt: 'model-input', hosts, preprocessor, label: known, seed };
    const both = references.length > 0 ? { scorer: scorerOf([classifier, ...students]), agreement: 0.96 } : undefined;
    const measurements = await measureAll({
      subject,
      scorer: scorerOf([classifier]),
      plan,
      memory: noMemory,
      chunk: 50,
      students: both,
      brought: undefined,
      ...change,
    });
    const findings = findingsOf({
      measurements,
      family: 'dense',
      label: known,
      alpha: 0.05,
      tried: 1,
      controls: [],
      legibility: undefined,
      lacksRoom: false,
      validity: studied,
    });
    const { width, height, inkPixels, characters, spaceBits } = feature.describe();
    return auditResultSchema.parse({
      schema: 'engram.audit-result/2',
      engram: '0.1.0',
      reference,
      specSha256: 'a'.repeat(64),
      level: both ? 'full' : 'quick',
      model: {
        sha256: 'b'.repeat(64),
        format: 'onnx',
        producer: 'test',
        opset: 17,
        parameters: 7850,
        input: classifier.input,
        outputKind: 'logits',
        outputs: classes,
        family: 'dense',
        firstLayer: 'dense',
      },
      feature: {
        kind: 'text',
        box: { width, height, inkPixels },
        characters,
        templateBits: spaceBits,
        stampAt: 'model-input',
        tolerance: 0,
      },
      label: known,
      hosts: { provenance: images.provenance, count: plan.hosts, inDomain: true },
      plan: {
        hosts: plan.hosts,
        strings: 199,
        blocks: plan.blocks,
        batchSize: plan.batchSize,
        students: references.length,
        controlPlacements: 7,
        alpha: 0.05,
        tried: 1,
      },
      device: classifier.device,
      controls: [],
      ...findings,
    } satisfies AuditResult);
  } finally {
    await hosts.close();
    for (const one of [classifier, ...students]) await one.dispose();
  }
}

/** Weights of no meaning, the same wherever they are asked for. */
const noise = (scale: number, networkSeed: number) => {
  const [kernel] = [...initialiseWeights(network, networkSeed).values()].filter(({ shape }) => shape.length > 1);
  return (x: number, y: number, index: number) => scale * kernel.data[(y * size + x) * classes + index];
};

/** Ink of the private text at its place, as the model sees it. */
async function inkAt(text: string, template: string): Promise<(x: number, y: number) => boolean> {
  const { patch } = await prepareFeature(
    featureSchema.parse({ kind: 'text', template, typography: { font: '5x5' }, placement }),
    text,
    '.',
  );
  return (x, y) => x >= 1 && y >= 1 && x <= patch.width && y <= patch.height && patch.ink[(y - 1) * patch.width + x - 1] > 127;
}

const verdicts = (result: AuditResult) => Object.fromEntries(result.claims.map(({ claim, verdict }) => [claim, verdict]));
const codes = (result: AuditResult) => result.claims.map(({ reasons }) => reasons.map(({ code }) => code));

describe('a model that', () => {
  it('ignores its input is inconclusive, with the reason', async () => {
    const result = await audit({ model: linear(() => 0) });
    expect(verdicts(result)).toEqual({ text: 'inconclusive', kind: 'inconclusive' });
    expect(codes(result)).toEqual([['answers-do-not-move'], ['no-counting-test', 'answers-do-not-move']]);
    expect(result.effect).toMatchObject({ class: 3, probabilityPoints: 0 });
    expect(result.seedMethod).toMatchObject({ m: 0, xUnique: 0, xRandom: 0, wouldFlag: false });
    expect(summarise(result).join(' ').replace(/\s+/g, ' ')).toContain(
      'At least half of the stamped texts did not move the answers at all. The model does not react to what is stamped at this place. Check the place, the size and the ink of the mark.',
    );
  });

  it('ignores its input is inconclusive with the label unknown too', async () => {
    const result = await audit({ model: linear(() => 0), label: undefined });
    expect(verdicts(result)).toEqual({ text: 'inconclusive', kind: 'inconclusive' });
    expect(result.attractedClass.p).toBe(1);
  });

  it('ignores the place of the mark is inconclusive, with the reason', async () => {
    const draw = noise(3, 4);
    const result = await audit({ model: linear((x, y, index) => (y < 10 ? 0 : draw(x, y, index))) });
    expect(codes(result)[0]).toEqual(['answers-do-not-move']);
  });

  it('sees only the fixed part of the template cannot tell its texts apart', async () => {
    // The A at the left, 5 pixels wide, is in every text.
    const draw = noise(3, 4);
    const result = await audit({ model: linear((x, y, index) => (x < 6 ? draw(x, y, index) : 0)), template: 'A{letters:2}', text: 'AQX' });
    expect(verdicts(result).text).toBe('inconclusive');
    expect(codes(result)[0]).toContain('references-tie');
  });

  it('has the very text in its weights shows at least a signal of it, and more against references without', async () => {
    const ink = await inkAt(privateText, '{letters:3}');
    const draw = noise(1, 4);
    const planted = linear(
      (x, y, index) => draw(x, y, index) + (y > 7 || x > 17 ? 0 : ink(x, y) ? (index === label ? 0.4 : 0) : index === label ? -0.2 : 0),
    );
    const references = [11, 12, 13, 14].map((referenceSeed) => {
      const other = noise(0.1, referenceSeed);
      return linear((x, y, index) => draw(x, y, index) + other(x, y, index));
    });
    const quick = await audit({ model: planted });
    expect(verdicts(quick)).toEqual({ text: 'signal', kind: 'inconclusive' });
    const full = await audit({ model: planted, references });
    expect(verdicts(full).text).toBe('memorised');
    const clean = await audit({ model: linear(draw), references });
    expect(Object.values(verdicts(clean)).some((verdict) => verdict === 'memorised' || verdict === 'signal')).toBe(false);
    expect(clean.claims[0].detectableEffect?.logOdds).toBeGreaterThan(0);
  });
});

describe('what a person reads', () => {
  const draw = noise(1, 4);
  const everyVerdict = async () => [
    await audit({ model: linear(draw), reference: 'Ward 7, model of March' }),
    await audit({ model: linear(() => 0), label: undefined, reference: `${'x'.repeat(150)} \u001b[31m red \n second line` }),
    await audit({ model: linear(draw), references: [11, 12, 13].map((one) => linear(noise(1, one))) }),
  ];

  it('has at most 100 columns, names verdict and next step, and holds neither text nor control characters', async () => {
    for (const result of await everyVerdict()) {
      const lines = summarise(result);
      for (const line of lines) expect(line.length).toBeLessThanOrEqual(100);
      const all = lines.join('\n');
      expect(all).not.toMatch(/\b(un)?safe|\bprov(e|es|ed|en|ing)\b|guarant/i);
      expect(lines.join('')).not.toMatch(/\p{Cc}/u);
      // The mark as a whole comes first, and what to do next with it alone.
      expect(all.split('\n\n')[1]).toMatch(/^This mark {11}(MEMORISED|SIGNAL|NOT DETECTED|INCONCLUSIVE)\n[^]*\n {2}Next: /);
      expect(all).toMatch(/^This text {11}(MEMORISED|SIGNAL|NOT DETECTED|INCONCLUSIVE)$/m);
      expect(all).toMatch(/^Marks of this kind {2}(MEMORISED|SIGNAL|NOT DETECTED|INCONCLUSIVE)$/m);
      expect(all.match(/^ {2}Next: /gm)).toHaveLength(1);
      expect(lines.join(' ').replace(/\s+/g, ' ')).toContain('never says that a model carries no private information');
      expect(`${JSON.stringify(result)}${all}`).not.toContain(privateText);
    }
  });
});

describe('an audit that was stopped', () => {
  it('goes on from what it kept, to the same numbers', async () => {
    const model = linear(noise(1, 4));
    const whole = await audit({ model });
    const kept = join(folder.path, 'kept');
    const controller = new AbortController();
    let scored = 0;
    const stopped = audit({
      model,
      change: {
        memory: fileMemory(new SealedState(kept, FolderKey.of('ab'.repeat(32)))),
        signal: controller.signal,
        onImages(count) {
          scored += count;
          if (scored > 60 * plan.hosts) controller.abort();
        },
      },
    });
    await expect(stopped).rejects.toMatchObject({ code: 'cancelled' });
    let again = 0;
    const resumed = await audit({
      model,
      change: { memory: fileMemory(new SealedState(kept, FolderKey.of('ab'.repeat(32)))), onImages: (count) => void (again += count) },
    });
    expect(resumed).toEqual(whole);
    let third = 0;
    await audit({
      model,
      change: { memory: fileMemory(new SealedState(kept, FolderKey.of('ab'.repeat(32)))), onImages: (count) => void (third += count) },
    });
    expect(third).toBe(0);
    expect(again).toBeGreaterThan(0);
  });
});
