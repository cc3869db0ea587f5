import { words } from '../../../shared/words/words.js';
import { prepareFeature } from '../../engine/features/feature.js';
import { measureLegibility, type Legibility } from '../../engine/features/legibility.js';
import type { Patch, Position } from '../../engine/features/patch.js';
import { positionPatch } from '../../engine/features/placement.js';
import { stampPatch } from '../../engine/features/stamp.js';
import type { Image } from '../../engine/images/image.js';
import type { LevelImage, Levels } from '../../engine/images/levels.js';
import { openImageSet } from '../../engine/images/open-image-set.js';
import { createPreprocessor, type Preprocessor } from '../../engine/images/preprocess.js';
import type { LookupHandler } from '../job.js';
import { maskOf } from './mask.js';
import { asImage, pictureOf } from './pictures.js';

/** Decoys of the preview; another seed than any audit's. */
const previewSeed = 0;
const legibilityPairs = 8;

/** The clean, the unique and a random image of one host, native and at model input, as the audit would make them. */
export const previewFeature: LookupHandler<'preview-feature'> = async (
  { feature: spec, preprocessing, input, images, image, decoy, reveal, secrets },
  { signal },
) => {
  const feature = await prepareFeature(spec, secrets.text, '.');
  const preprocessor = createPreprocessor(preprocessing, input);
  const { width, height, channels } = preprocessor;
  const set = await openImageSet(images, '.', { input: { width, height, channels }, stampAt: spec.stampAt, signal });
  const host = await set.read(image % set.count);
  const stamped = spec.stampAt === 'native' ? host : asModelInput(host, preprocessor);
  const position = positionPatch(spec.placement, feature.patch, stamped);
  const views = new Views(host, preprocessor, spec.stampAt, position, (prepared) => asImage(prepared, preprocessor, preprocessing.colour));
  const unique = reveal ? feature.patch : maskOf(feature.patch);
  const random = feature.decoyCapacity > 0 ? feature.decoy(decoy % Math.min(feature.decoyCapacity, 1000), previewSeed) : undefined;
  const legibility = await legibilityOf(views, feature.decoyCapacity, (index) => feature.decoy(index, previewSeed));
  const { inkPixels, characters, spaceBits } = feature.describe();
  const [clean, withUnique, withRandom] = [await views.of(undefined), await views.of(unique), random && (await views.of(random))];
  return {
    native: { width: host.width, height: host.height, clean: clean.native, unique: withUnique.native, random: withRandom?.native },
    model: { width, height, clean: clean.model, unique: withUnique.model, random: withRandom?.model },
    box: { on: spec.stampAt === 'native' ? 'native' : 'model', ...position, width: feature.patch.width, height: feature.patch.height },
    inkPixels,
    characters,
    templateBits: spaceBits,
    decoyCapacity: feature.decoyCapacity,
    legibility: legibility && { greyLevels: legibility.greyLevels, legible: legibility.legible },
    warnings: warningsOf(feature.decoyCapacity, spec.kind),
  };
};

/** One host with and without a patch, at both resolutions. */
class Views {
  constructor(
    private readonly host: Image,
    private readonly preprocessor: Preprocessor,
    private readonly stampAt: 'native' | 'model-input',
    private readonly position: Position,
    private readonly show: (prepared: Levels) => Image,
  ) {}

  async of(patch: Patch | undefined): Promise<{ native: string; model: string }> {
    const native = patch && this.stampAt === 'native' ? stampedNative(this.host, patch, this.position) : this.host;
    return { native: await pictureOf(native), model: await pictureOf(this.show(this.modelInput(patch))) };
  }

  modelInput(patch: Patch | undefined): Levels {
    if (patch && this.stampAt === 'native') return this.preprocessor.prepare(stampedNative(this.host, patch, this.position));
    const { pixels, width, height, channels } = asModelInput(this.host, this.preprocessor);
    if (patch) stampPatch(pixels, width, height, channels, patch, this.position);
    return pixels;
  }
}

function asModelInput(host: Image, preprocessor: Preprocessor): LevelImage {
  const { width, height, channels } = preprocessor;
  return { width, height, channels, pixels: preprocessor.prepare(host) };
}

function stampedNative(image: Image, patch: Patch, position: Position): Image {
  const pixels = Uint8Array.from(image.pixels);
  stampPatch(pixels, image.width, image.height, image.channels, patch, position);
  return { ...image, pixels };
}

async function legibilityOf(views: Views, capacity: number, decoy: (index: number) => Patch): Promise<Legibility | undefined> {
  const pairs = Math.min(legibilityPairs, Math.floor(capacity / 2));
  if (pairs === 0) return undefined;
  const drawn = Array.from({ length: pairs }, (_, pair): readonly [Patch, Patch] => [decoy(2 * pair), decoy(2 * pair + 1)]);
  return measureLegibility(async (patch) => views.modelInput(patch), drawn);
}

function warningsOf(capacity: number, kind: 'text' | 'bitmap'): string[] {
  if (kind === 'bitmap') return [words.hints.markNeedsImages];
  return capacity < 99 ? [words.hints.templateTooFewTexts(capacity)] : [];
}
