import { type Feature, type Ink } from '../../../shared/domain/feature.js';
import { EngineError } from '../base/error.js';
import { readBitmap } from './bitmap.js';
import { decoySource, drawDecoy } from './decoys.js';
import { inkMask } from './ink.js';
import { type Patch } from './patch.js';
import { matchTemplate } from './template-match.js';
import { parseTemplate } from './template.js';
import { spaceOfTexts, type NameCount, type TextSpace } from './text-space.js';
import { type BitmapFont } from './typography/font.js';
import { canDraw, rasterise } from './typography/rasterise.js';
import { loadFont } from './typography/shipped.js';

/** What may be said of a feature without its text. */
export interface FeatureDescription {
  readonly kind: 'text' | 'bitmap';
  /** Box in pixels. */
  readonly width: number;
  readonly height: number;
  /** Pixels that are more than half ink. */
  readonly inkPixels: number;
  /** Characters of the text, fixed ones included; undefined for a bitmap. */
  readonly characters: number | undefined;
  /** log2 of the number of texts of this length and case that the template allows. */
  readonly spaceBits: number | undefined;
  /** Different decoys that can be drawn; 0 for a bitmap. */
  readonly decoyCapacity: number;
  /** Share by which a decoy's number of ink pixels may differ from the feature's; undefined where any may. */
  readonly inkTolerance: number | undefined;
  /** Where decoys take names: how many of the right length are real and how many were made up. */
  readonly names: readonly NameCount[];
}

/** A feature that is ready to be stamped. */
export interface PreparedFeature {
  readonly patch: Patch;
  /** Different decoys for any one seed; 0 where there is nothing to draw from. */
  readonly decoyCapacity: number;
  /**
   * Decoy number `index` (from 0 to `decoyCapacity` - 1): another text of the template, with the same
   * typography, ink and box. No two of one seed are equal, none is the feature's own.
   */
  decoy(index: number, seed: number): Patch;
  /** The same text as a feature of its own, with decoys of its own. */
  another(index: number, seed: number): PreparedFeature;
  describe(): FeatureDescription;
}

/**
 * Prepares a feature for stamping.
 *
 * @param text The private text; left out for bitmaps, or where the feature itself holds a plain text.
 * @param baseFolder Folder from which a bitmap's path counts.
 * @throws EngineError `secrets-invalid` without a text, `feature-invalid`,
 *   `text-does-not-match-template`, `feature-too-large`, `images-unreadable`; none holds the text.
 */
export async function prepareFeature(feature: Feature, text: string | undefined, baseFolder: string): Promise<PreparedFeature> {
  return feature.kind === 'bitmap' ? prepareBitmap(feature, baseFolder) : prepareText(feature, text ?? feature.text);
}

type TextFeature = Extract<Feature, { kind: 'text' }>;
type BitmapFeature = Extract<Feature, { kind: 'bitmap' }>;

async function prepareText(feature: TextFeature, privateText: string | undefined): Promise<PreparedFeature> {
  const template = parseTemplate(feature.template);
  if (privateText === undefined) {
    throw new EngineError('secrets-invalid', { fault: 'text-not-given' });
  }
  const { typography, ink } = feature;
  const font = await loadFont(typography.font);
  const text = privateText.normalize('NFC');
  const parts = matchTemplate(template, text);
  const render = (other: string): Patch => inkMask(rasterise(other, font, typography), ink);
  if (countInked(render(text)) === 0 || isInvisible(ink)) {
    throw new EngineError('feature-invalid', { fault: 'text-invisible' });
  }
  return featureOf(text, { space: await spaceOfTexts(parts, (value) => canDraw(value, font)), render, inkOf: glyphInk(font) });
}

/** What texts of one template and typography share. */
interface Texts {
  readonly space: TextSpace;
  readonly render: (text: string) => Patch;
  readonly inkOf: (text: string) => number;
}

function featureOf(text: string, texts: Texts): PreparedFeature {
  const { space, render, inkOf } = texts;
  const patch = render(text);
  const inkPixels = countInked(patch);
  const source = decoySource(space, text, inkOf);
  const description: FeatureDescription = {
    kind: 'text',
    width: patch.width,
    height: patch.height,
    inkPixels,
    characters: [...text].length,
    spaceBits: space.bits,
    decoyCapacity: source.capacity,
    inkTolerance: source.inkTolerance,
    names: space.names,
  };
  return {
    patch,
    decoyCapacity: source.capacity,
    decoy: (index, seed) => render(drawDecoy(source, index, seed)),
    another: (index, seed) => featureOf(drawDecoy(source, index, seed), texts),
    describe: () => description,
  };
}

async function prepareBitmap(feature: BitmapFeature, baseFolder: string): Promise<PreparedFeature> {
  const patch = await readBitmap(feature.path, baseFolder);
  const description: FeatureDescription = {
    kind: 'bitmap',
    width: patch.width,
    height: patch.height,
    inkPixels: countInked(patch),
    characters: undefined,
    spaceBits: undefined,
    decoyCapacity: 0,
    inkTolerance: undefined,
    names: [],
  };
  const refuse = () => {
    throw new EngineError('feature-invalid', { fault: 'mark-has-no-other-texts' });
  };
  return {
    patch,
    decoyCapacity: 0,
    decoy: refuse,
    another: refuse,
    describe: () => description,
  };
}

/** Whether ink and an opaque background are of one colour. */
function isInvisible({ colour, background }: Ink): boolean {
  const channels = (value: Ink['colour']): string => (typeof value === 'number' ? [value, value, value] : value).join();
  return background !== 'transparent' && channels(background.opaque) === channels(colour);
}

function countInked(patch: Patch): number {
  return patch.ink.reduce((sum, share) => sum + (share >= 128 ? 1 : 0), 0);
}

/** Number of ink pixels of a text's glyphs, before magnification. */
function glyphInk(font: BitmapFont): (text: string) => number {
  const counts = new Map<string, number>();
  for (const [code, rows] of font.glyphs) {
    counts.set(
      String.fromCodePoint(code),
      rows.reduce((sum, row) => sum + row.toString(2).replaceAll('0', '').length, 0),
    );
  }
  return (text) => {
    let sum = 0;
    for (const character of text) sum += counts.get(character) ?? 0;
    return sum;
  };
}
