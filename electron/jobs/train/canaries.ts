import type { Feature } from '../../../shared/domain/feature.js';
import type { TrainingSpec } from '../../../shared/domain/training-spec.js';
import { EngineError } from '../../engine/base/error.js';
import { prepareFeature } from '../../engine/features/feature.js';
import type { Patch } from '../../engine/features/patch.js';
import { positionOnHost, positionPatch } from '../../engine/features/placement.js';
import { stampPatch } from '../../engine/features/stamp.js';
import type { Image } from '../../engine/images/image.js';
import type { Levels } from '../../engine/images/levels.js';
import type { Preprocessor } from '../../engine/images/preprocess.js';
import { sampleIndices } from '../../engine/images/sample.js';

/** A feature and the training images that carry it. */
export interface Canary {
  readonly feature: Feature;
  readonly patch: Patch;
  readonly label: number;
  /** Ascending. */
  readonly images: Uint32Array;
}

/**
 * Prepares the canaries of a spec and chooses their images by the spec's seed: images of the
 * canary's label, none of which carries two. Texts that the spec does not hold come from the secrets.
 */
export async function chooseCanaries(
  spec: TrainingSpec,
  secretText: string | undefined,
  labels: Int32Array,
  specFolder: string,
): Promise<Canary[]> {
  const taken = new Set<number>();
  const chosen: Canary[] = [];
  for (const [number, { feature, label, copies }] of spec.canaries.entries()) {
    const text = feature.kind === 'text' ? (feature.text ?? secretText) : undefined;
    const { patch } = await prepareFeature(feature, text, specFolder);
    const free = Uint32Array.from([...labels.keys()].filter((index) => labels[index] === label && !taken.has(index)));
    requireEnough(number, label, copies, free.length);
    const images = sampleIndices(free.length, copies, spec.seed, `canary ${number}`)
      .map((position) => free[position])
      .sort();
    for (const index of images) taken.add(index);
    chosen.push({ feature, patch, label, images });
  }
  return chosen;
}

/**
 * The image as the network takes it, [H, W, C], with the canary on it: stamped at the image's
 * own resolution or at model input, as the feature says.
 */
export function prepareMarked(image: Image, { feature, patch }: Canary, preprocessor: Preprocessor, seed: number, index: number): Levels {
  const native = feature.stampAt === 'native' ? { ...image, pixels: Uint8Array.from(image.pixels) } : undefined;
  const { width, height, channels } = preprocessor;
  // An image set may hand out its own buffers; stamping must not write into them.
  const marked = native ?? { width, height, channels, pixels: preprocessor.prepare(image) };
  const centre = positionPatch(feature.placement, patch, marked);
  const position = positionOnHost(centre, feature.placement.tolerance, patch, marked, seed, index);
  stampPatch(marked.pixels, marked.width, marked.height, marked.channels, patch, position);
  return native ? preprocessor.prepare(native) : marked.pixels;
}

function requireEnough(number: number, label: number, copies: number, free: number): void {
  if (copies <= free) return;
  throw new EngineError('images-too-few', { fault: 'canary-carriers-too-few', number, copies, label, free });
}
