import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { LookupName } from '../../shared/domain/lookup.js';
import { verificationSchema } from '../../shared/domain/verification.js';
import { root } from '../build/programs.js';

/** A sound file that is spoiled, and what reads it. */
export interface Source {
  readonly kind: 'model' | 'picture' | 'evidence';
  readonly name: string;
  readonly bytes: Buffer;
  /** Files that belong to it, in the same folder. */
  readonly beside: readonly { readonly name: string; readonly bytes: Buffer }[];
  readonly lookup: LookupName;
  inputOf(path: string, bytes: Buffer): unknown;
  /** Whether what it was read as says itself that it is not sound. */
  finds?(value: unknown): boolean;
}

/** Larger ones take long, and their headers are no others. */
const mostBytes = 1_500_000;

const fixtures = join(root, 'test', 'fixtures');

function filesIn(folder: string, extensions: RegExp): string[] {
  return readdirSync(join(fixtures, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => join(fixtures, folder, name))
    .filter((path) => extensions.test(path) && statSync(path).isFile() && statSync(path).size <= mostBytes)
    .sort();
}

function source(path: string, rest: Pick<Source, 'kind' | 'lookup' | 'inputOf'> & Partial<Pick<Source, 'beside' | 'finds'>>): Source {
  return { name: basename(path), bytes: readFileSync(path), beside: [], ...rest };
}

const model = { kind: 'model', lookup: 'describe-model', inputOf: (path: string) => ({ model: { path } }) } as const;
const array = {
  kind: 'picture',
  lookup: 'describe-images',
  inputOf: (path: string) => ({ images: { source: 'path', path }, use: 'hosts' }),
} as const;
/** Pictures come in a folder. */
const picture = { ...array, inputOf: (path: string) => array.inputOf(dirname(path)) };

/** Every kind of file that comes from outside, as the tests' fixtures have it. */
export function sources(): Source[] {
  const shard = (folder: string) => {
    const name = 'group1-shard1of1.bin';
    return [{ name, bytes: readFileSync(join(fixtures, folder, name)) }];
  };
  const external = 'models/torch-vgg-dynamo-external.onnx';
  return [
    ...filesIn('models', /\.onnx$/)
      .filter((path) => !path.endsWith(external))
      .map((path) => source(path, model)),
    source(join(fixtures, external), {
      ...model,
      beside: [{ name: 'torch-vgg-dynamo-external.onnx.data', bytes: readFileSync(join(fixtures, `${external}.data`)) }],
    }),
    ...filesIn('tensorflow', /\.(h5|keras)$/).map((path) => source(path, model)),
    source(join(fixtures, 'tensorflow/separable-layers/model.json'), { ...model, beside: shard('tensorflow/separable-layers') }),
    ...filesIn('images/pictures', /\.(png|jpg)$/).map((path) => source(path, picture)),
    ...filesIn('images/cases/kinds', /\.(png|jpg)$/).map((path) => source(path, picture)),
    ...filesIn('dicom/files', /.*/).map((path) => source(path, array)),
    ...filesIn('images/arrays', /\.npy$/).map((path) => source(path, array)),
    ...filesIn('evidence/older', /\.pdf$/).flatMap((path) => [
      source(path, {
        kind: 'evidence',
        lookup: 'verify-evidence',
        inputOf: (spoiled) => ({ path: spoiled, trust: [join(fixtures, 'evidence/older/root.pem')] }),
        finds: (value) => !verificationSchema.parse(value).checks.every(({ holds }) => holds),
      }),
      source(path, { kind: 'evidence', lookup: 'draw-page', inputOf: (_, bytes) => ({ report: bytes.toString('base64') }) }),
    ]),
  ];
}
