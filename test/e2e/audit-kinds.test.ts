import { existsSync, readFileSync } from 'node:fs';
import { encode } from 'fast-png';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { auditResultSchema, type AuditResult } from '../../shared/domain/audit-result.js';
import type { AuditSpecInput } from '../../shared/domain/audit-spec.js';
import type { Claim } from '../../shared/domain/verdict.js';
import { controlImages } from '../../electron/engine/controls/control-images.js';
import type { ImageSet } from '../../electron/engine/images/image.js';
import { standingOf } from '../../electron/engine/verdict/validity.js';
import { fixtureModel } from '../engine/models/fixture-models.js';
import { AuditFolder, controlModel, plantedFeature, run, smallSpec } from './support/audit-folder.js';
import { denseModel } from './support/models.js';
import { writeNpy } from './support/npy.js';

const text = 'QJXV';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

let folder: AuditFolder;

beforeAll(async () => {
  folder = await AuditFolder.create();
  await writeNpy(folder.in('large.npy'), magnified(await controlImages(200, 3)));
  folder.write('constant.onnx', denseModel({ factor: 0 }));
  folder.write(
    'mark.png',
    encode({ width: 6, height: 6, channels: 1, depth: 8, data: Uint8Array.from({ length: 36 }, (_, pixel) => (pixel % 7 < 4 ? 255 : 0)) }),
  );
});
afterAll(() => folder.remove());

/** The same images at twice the size, every pixel four times. */
function magnified(images: ImageSet): ImageSet {
  return {
    ...images,
    async read(index) {
      const { width, height, channels, pixels } = await images.read(index);
      const large = Uint8Array.from(
        { length: 4 * pixels.length },
        (_, pixel) => pixels[Math.floor(pixel / (4 * width)) * width + Math.floor((pixel % (2 * width)) / 2)],
      );
      return { width: 2 * width, height: 2 * height, channels, pixels: large };
    },
  };
}

interface Audited {
  readonly code: number;
  readonly result: AuditResult;
  readonly finding: string;
  readonly claim: (claim: Claim) => AuditResult['claims'][number] | undefined;
  readonly test: (name: string) => AuditResult['tests'][number] | undefined;
}

async function audit(name: string, spec: AuditSpecInput, ...options: string[]): Promise<Audited> {
  const { code, stdout, stderr } = await run([...folder.audit(spec, { text }, name), ...options]);
  expect(stdout + stderr).not.toContain(text);
  const result = auditResultSchema.parse(JSON.parse(readFileSync(folder.in(`${name}/result.json`), 'utf8')));
  const finding = readFileSync(folder.in(`${name}/summary-internal.txt`), 'utf8');
  expect(stdout).toBe(
    `${finding}\nResults: ${folder.in(name)}\nNot recorded: there is no register here; "engram register set-up" makes one.\n`,
  );
  expect(existsSync(folder.in(`${name}/.partial`))).toBe(false);
  return {
    code,
    result,
    finding,
    claim: (claim) => result.claims.find((candidate) => candidate.claim === claim),
    test: (test) => result.tests.find((candidate) => candidate.name === test),
  };
}

const distillation = (kind: 'whole' | 'truncated') =>
  ({ images: { source: 'path', path: 'images.npy' }, students: 2, kind, epochs: 10 }) as const;

test('a model that ignores its input is inconclusive for each claim, with the reason', async () => {
  const { code, claim, result } = await audit(
    'constant',
    smallSpec({ model: { path: 'constant.onnx', output: 'logits' }, distillation: distillation('whole') }),
    '--fail-on',
    'signal',
  );
  expect(code).toBe(0);
  const reasons = [
    { code: 'answers-alike', images: 32, class: 3 },
    { code: 'answers-do-not-move', stamped: 'other-texts' },
  ];
  expect(claim('text')).toMatchObject({ verdict: 'inconclusive', reasons });
  expect(claim('kind')).toMatchObject({ verdict: 'inconclusive', reasons });
  expect(result.effect).toMatchObject({
    class: 3,
    probabilityPoints: 0,
    comparable: 'distilled-references',
    comparableProbabilityPoints: 0,
  });
});

test('a quick audit of a clean model says what it could not test, and does not fail the build', async () => {
  const { code, result, claim, finding } = await audit(
    'quick',
    smallSpec({ model: controlModel('dense-clean'), hosts: { source: 'shipped' } }),
    '--fail-on',
    'memorised',
  );
  expect(code).toBe(0);
  expect(result).toMatchObject({ level: 'quick', hosts: { count: 32, inDomain: false }, plan: { students: 0, controlPlacements: 0 } });
  expect(result.distillation).toBeUndefined();
  expect(result.tests.map(({ name }) => name)).toEqual(['same-template-strings', 'permuted-ink']);
  expect(claim('kind')).toMatchObject({
    verdict: 'inconclusive',
    reasons: [{ code: 'no-counting-test' }],
  });
  expect(result.notTested).toEqual(
    ['distilled-text', 'distilled-kind', 'brought-text', 'brought-kind', 'initial-weights', 'pixel-probes'].map((test) => ({ test })),
  );
  expect(finding).toContain('Marks of this kind  INCONCLUSIVE');
});

test('a quick audit of a planted model with enough strings fails the build', async () => {
  const { code, claim } = await audit('planted', smallSpec({ method: { strings: 499 } }), '--fail-on', 'memorised');
  expect(code).toBe(10);
  expect(claim('text')).toMatchObject({ verdict: 'memorised', decidingTest: 'same-template-strings', pAdjusted: 0.002 });
});

test('without a label a planted text is a signal at most', async () => {
  const { code, claim, result } = await audit(
    'unlabelled',
    smallSpec({ label: undefined, method: { strings: 499 } }),
    '--fail-on',
    'memorised',
  );
  expect(code).toBe(0);
  expect(result.label).toBeUndefined();
  expect(result.attractedClass.class).toBe(3);
  expect(claim('text')).toMatchObject({
    verdict: 'signal',
    reasons: [{ code: 'label-unknown' }],
  });
});

test('brought models serve as references', async () => {
  const referenceModels = [controlModel('dense-clean').path, controlModel('convolutional-clean').path];
  const { code, claim, test: found } = await audit('brought', smallSpec({ label: undefined, referenceModels, method: { strings: 499 } }));
  expect(code).toBe(0);
  expect(claim('text')).toMatchObject({ verdict: 'signal', decidingTest: 'same-template-strings' });
  // Two models of different kinds, and ten classes that any of which could have been the record's: too little for a signal.
  expect(claim('kind')).toMatchObject({ verdict: 'not-detected', decidingTest: 'brought-kind' });
  expect(found('brought-kind')).toMatchObject({ counts: true });
  expect(found('brought-text')).toMatchObject({ counts: true });
});

describe('models of other makers', () => {
  test('NHWC, stamped at native resolution on larger images, with truncated students', async () => {
    const feature = { ...plantedFeature, typography: { font: '8x13' }, stampAt: 'native' } as const;
    const images = { source: 'path', path: 'large.npy' } as const;
    const {
      code,
      result,
      test: found,
    } = await audit(
      'nhwc',
      smallSpec({
        model: { path: fixtureModel('keras-cnn-keras3').path },
        feature,
        hosts: undefined,
        distillation: { ...distillation('truncated'), images },
      }),
    );
    expect(code).toBe(0);
    expect(result).toMatchObject({
      model: { input: { layout: 'NHWC', channels: 1, height: 28, width: 28 }, outputs: 10 },
      feature: { stampAt: 'native', box: { width: 32, height: 13 } },
      hosts: { count: 32, inDomain: true },
      distillation: { count: 160, epochs: 10, students: [{ kind: 'truncated' }, { kind: 'truncated' }] },
    });
    expect(result.distillation?.students[0].cut).toBeTruthy();
    expect(found('distilled-kind')).toBeDefined();
  });

  test('multi-label, with a bitmap as feature and whole students', async () => {
    const feature = { kind: 'bitmap', path: 'mark.png' } as const;
    const {
      code,
      result,
      claim,
      test: found,
    } = await audit(
      'multi-label',
      smallSpec({ model: { path: fixtureModel('torch-multilabel-script').path }, feature, distillation: distillation('whole') }),
    );
    expect(code).toBe(0);
    expect(result).toMatchObject({
      model: { outputKind: 'sigmoid-logits', outputs: 6 },
      feature: { kind: 'bitmap', box: { width: 6, height: 6 } },
      distillation: {
        students: [
          { kind: 'whole', renewed: 1 },
          { kind: 'whole', renewed: 1 },
        ],
      },
      plan: { strings: 0 },
    });
    expect(claim('text')).toMatchObject({ verdict: 'inconclusive' });
    expect(found('same-template-strings')).toBeUndefined();
    expect(found('distilled-kind')).toBeDefined();
  });

  test('a single sigmoid, which answers for two classes', async () => {
    const {
      code,
      result,
      test: found,
    } = await audit(
      'binary',
      smallSpec({ model: { path: fixtureModel('torch-binary-gelu-script').path, output: 'sigmoid-logits' }, label: 1 }),
    );
    expect(code).toBe(0);
    expect(result).toMatchObject({ model: { outputKind: 'sigmoid-logits', outputs: 1 }, effect: { class: 1 } });
    // Whether a rank counts on the network's family is what the studies have come to.
    const { limit } = standingOf('same-template-strings', result.model.family);
    expect(found('same-template-strings')).toMatchObject({
      counts: limit?.keepsFrom !== 'counting',
      ...(limit && { limit: limit.reason }),
    });
  });
});
