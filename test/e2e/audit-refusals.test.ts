import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { AuditSpecInput } from '../../shared/domain/audit-spec.js';
import { controlImages } from '../../electron/engine/controls/control-images.js';
import { fixtureModel } from '../engine/models/fixture-models.js';
import { AuditFolder, controlModel, eventsOf, plantedFeature, run, smallSpec } from './support/audit-folder.js';
import { denseModel, volumeModel } from './support/models.js';
import { writeNpy } from './support/npy.js';
import { filesHolding } from './support/traces.js';

const text = 'QJXV';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

let folder: AuditFolder;

beforeAll(async () => {
  folder = await AuditFolder.create();
  await writeNpy(folder.in('few.npy'), await controlImages(15, 1));
  folder.write('truncated.onnx', readFileSync(controlModel('dense-clean').path).subarray(0, 5000));
  folder.write('volume.onnx', volumeModel());
  folder.write('nan.onnx', denseModel({ weight: Number.NaN }));
  folder.write('binary.onnx', readFileSync(fixtureModel('torch-binary-gelu-script').path));
  folder.write('broken.png', 'This is no picture.');
  folder.write('broken.npy', 'This is no array.');
  mkdirSync(folder.in('empty'));
  mkdirSync(folder.in('broken'));
  for (let image = 0; image < 16; image++) folder.write(`broken/${image}.png`, 'This is no picture.');
});
afterAll(() => folder.remove());

interface Refusal {
  readonly spec: AuditSpecInput;
  readonly exit: number;
  readonly code: string;
  readonly message: string;
  readonly hint: string;
}

const image = (path: string) => ({ source: 'path', path }) as const;

const refusals: Record<string, Refusal> = {
  'a truncated model': {
    spec: smallSpec({ model: { path: 'truncated.onnx' } }),
    exit: 3,
    code: 'model-unreadable',
    message: 'The model "truncated.onnx" is truncated or no ONNX model: its protocol buffer breaks off or is malformed.',
    hint: 'Copy or export it again.',
  },
  'a model that is not there': {
    spec: smallSpec({ model: { path: 'absent.onnx' } }),
    exit: 3,
    code: 'model-unreadable',
    message: 'The model "absent.onnx" could not be opened.',
    hint: 'Check that the file exists and that you may read it.',
  },
  'an input of the wrong rank': {
    spec: smallSpec({ model: { path: 'volume.onnx' } }),
    exit: 3,
    code: 'model-input-unsupported',
    message: 'The input "x" has 5 dimensions [?, 1, 8, 28, 28].',
    hint: 'An image model takes [N, C, H, W], [N, H, W, C], [N, H, W] or [N, F]. Export it with such an input.',
  },
  'answers that are no numbers': {
    spec: smallSpec({ model: { path: 'nan.onnx', output: 'logits' } }),
    exit: 3,
    code: 'model-answers-not-finite',
    message: 'The model answered with NaN or an infinite number, for label 0.',
    hint: "Check the preprocessing (range, mean, deviation) and whether the model's weights are finite.",
  },
  'a feature larger than the image': {
    spec: smallSpec({ feature: { ...plantedFeature, typography: { font: '8x13' } } }),
    exit: 3,
    code: 'feature-too-large',
    message: 'A feature of 32 x 13 pixels with margins 1 and 1 does not fit an image of 28 x 28 pixels.',
    hint: 'Choose a smaller font, scale or margin, or stamp at the native resolution of larger images.',
  },
  'a feature larger than the image it is burned into': {
    spec: smallSpec({ feature: { ...plantedFeature, typography: { font: '8x13' }, stampAt: 'native' } }),
    exit: 3,
    code: 'feature-too-large',
    message: 'A feature of 32 x 13 pixels with margins 1 and 1 does not fit an image of 28 x 28 pixels.',
    hint: 'Choose a smaller font, scale or margin, or stamp at the native resolution of larger images.',
  },
  'an empty folder of hosts': {
    spec: smallSpec({ hosts: image('empty') }),
    exit: 3,
    code: 'images-empty',
    message: 'The folder "empty" holds no PNG or JPEG files.',
    hint: 'Give a folder of .png, .jpg or .jpeg files.',
  },
  'a folder of files that are no pictures': {
    spec: smallSpec({ hosts: image('broken') }),
    exit: 3,
    code: 'images-unreadable',
    message: '"2.png" is not a PNG or JPEG file.',
    hint: 'Check that the file is complete and is what its name says. Copy or export it again.',
  },
  'an array that is none': {
    spec: smallSpec({ hosts: image('broken.npy') }),
    exit: 3,
    code: 'images-unreadable',
    message: '"broken.npy" is no set of images that can be read.',
    hint: 'Give a folder of PNG or JPEG files, a folder of DICOM files, an IDX file (.gz too), a NPY file or CIFAR-10 batches.',
  },
  'hosts that are not there': {
    spec: smallSpec({ hosts: image('nowhere') }),
    exit: 3,
    code: 'images-unreadable',
    message: '"nowhere" was not found.',
    hint: 'Check the path; a relative path starts at the folder of the spec.',
  },
  'too few hosts': {
    spec: smallSpec({ hosts: image('few.npy') }),
    exit: 3,
    code: 'images-too-few',
    message: '15 host images are too few to audit with.',
    hint: 'Give at least 16 host images, better 1,000, or leave hosts out to use the shipped set.',
  },
  'too few images to distil on': {
    spec: smallSpec({ distillation: { images: image('few.npy') } }),
    exit: 3,
    code: 'images-too-few',
    message: '15 images are too few to distil references on.',
    hint: 'Give at least 125 unlabelled images without marks; several thousand make good references.',
  },
  'a text that does not match its template': {
    spec: smallSpec({ feature: { ...plantedFeature, template: '{digits:4}' } }),
    exit: 2,
    code: 'text-does-not-match-template',
    message: 'The private text does not match the template: it differs at part 1 of 1 (characters).',
    hint: 'Compare length, fixed parts and case of the text with the template; fixed text counts as a part.',
  },
  'a label beyond the classes': {
    spec: smallSpec({ label: 10 }),
    exit: 2,
    code: 'spec-invalid',
    message: 'The class of the record is 10, and the model has the classes 0 to 9.',
    hint: 'Give the class as the model counts it, or leave label out when it is not known.',
  },
  'a reference model with other classes': {
    spec: smallSpec({ referenceModels: [controlModel('dense-clean').path, 'binary.onnx'] }),
    exit: 3,
    code: 'model-unsupported',
    message: 'Reference model 2 takes other images or gives other classes than the audited model.',
    hint: 'Bring models with the same input and the same classes, in the same order.',
  },
  'a mark that is not there': {
    spec: smallSpec({ feature: { kind: 'bitmap', path: 'absent.png' } }),
    exit: 3,
    code: 'images-unreadable',
    message: '"absent.png" cannot be read.',
    hint: 'Check the path of the mark; it counts from the folder of the spec.',
  },
  'a mark that is no picture': {
    spec: smallSpec({ feature: { kind: 'bitmap', path: 'broken.png' } }),
    exit: 3,
    code: 'images-unreadable',
    message: '"broken.png" is not a PNG file.',
    hint: 'Check that the file is complete and is what its name says. Copy or export it again.',
  },
};

describe('an audit refuses, and leaves nothing behind,', () => {
  test.each(Object.entries(refusals))('%s', async (name, { spec, exit, code, message, hint }) => {
    const out = folder.in(name);
    const ended = await run([...folder.audit(spec, { text }, name), '--json']);
    expect(eventsOf(ended).at(-1)).toEqual({ event: 'error', code, message, hint });
    expect(ended).toMatchObject({ code: exit, stderr: '' });
    expect(ended.stdout).not.toContain(text);
    expect(existsSync(`${out}/.state`) || existsSync(`${out}/result.json`) || existsSync(`${out}/summary-internal.txt`)).toBe(false);
  });
});

test('a spec that is put right may use the folder again', async () => {
  const codes: unknown[] = [];
  for (const label of [10, 11])
    codes.push(eventsOf(await run([...folder.audit(smallSpec({ label }), { text }, 'again'), '--json'])).at(-1)?.code);
  expect(codes).toEqual(['spec-invalid', 'spec-invalid']);
});

test('no refused audit leaves the private text in a file', () => {
  const ours = [/secrets-\d+\.json$/, /\.npy$/];
  expect(filesHolding(folder.path, text).filter((path) => !ours.some((name) => name.test(path)))).toEqual([]);
});

describe('a spec is refused before the engine starts', () => {
  test.each<[string, object, string]>([
    ['with a key that is none', { lable: 3 }, 'lable: is not a known key; did you mean "label"?'],
    ['with a key that is none within a part', { method: { host: 32 } }, 'method.host: is not a known key; did you mean "hosts"?'],
  ])('%s', async (_name, changes, problem) => {
    const argv = folder.audit({ ...smallSpec({ label: undefined }), ...changes }, { text }, 'refused');
    const ended = await run(argv);
    expect(ended).toEqual({
      code: 2,
      stdout: '',
      stderr: `engram: ${argv[1]} is not an audit spec:\n  ${problem}\nCorrect the file; "engram schema audit-spec" prints what it may hold.\n`,
    });
    expect(existsSync(folder.in('refused'))).toBe(false);
  });

  test('with the private text in it', async () => {
    const argv = folder.audit(smallSpec({ feature: { ...plantedFeature, text } }), {}, 'refused');
    const ended = await run([...argv, '--json']);
    expect(ended).toMatchObject({ code: 2, stderr: '' });
    expect(eventsOf(ended)).toEqual([
      {
        event: 'error',
        code: 'spec-holds-private-text',
        message: `${argv[1]} holds the private text itself.`,
        hint: 'Take "text" out of the feature and type it when asked, or give it with --text-fd or --secrets. For a made-up text, add --allow-plain-text.',
      },
    ]);
    expect(existsSync(folder.in('refused'))).toBe(false);
  });
});
