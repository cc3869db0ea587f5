import { measureLegibility, type Legibility } from '../../engine/features/legibility.js';
import type { Patch } from '../../engine/features/patch.js';
import { stampPatch } from '../../engine/features/stamp.js';
import type { Levels } from '../../engine/images/levels.js';
import { atItsPlace, type Subject } from '../../engine/comparisons/subject.js';

/** Pairs of texts that are compared. */
const pairs = 16;

/** How far apart two texts of the feature's template lie at model input; undefined where none can be drawn. */
export async function legibilityOf(subject: Subject): Promise<Legibility | undefined> {
  const { feature, seed } = subject;
  const available = Math.floor(Math.min(2 * pairs, feature.decoyCapacity) / 2);
  if (available === 0) return undefined;
  const drawn = Array.from({ length: available }, (_, pair): readonly [Patch, Patch] => [
    feature.decoy(2 * pair, seed),
    feature.decoy(2 * pair + 1, seed),
  ]);
  return measureLegibility((patch) => renderOnFirstHost(subject, patch), drawn);
}

/** The first host with a patch, at model input and before scaling. */
async function renderOnFirstHost(subject: Subject, patch: Patch): Promise<Levels> {
  const { hosts, preprocessor, stampAt } = subject;
  const treatment = atItsPlace(subject, patch);
  if (stampAt === 'native') {
    const host = await hosts.readNative(0);
    const image = { ...host, pixels: Uint8Array.from(host.pixels) };
    stampPatch(image.pixels, image.width, image.height, image.channels, patch, treatment.position(0, image.width, image.height));
    return preprocessor.prepare(image);
  }
  const { width, height, channels } = preprocessor;
  const pixels = hosts.blank(1);
  await hosts.read(0, 1, pixels);
  stampPatch(pixels, width, height, channels, patch, treatment.position(0, width, height));
  return pixels;
}
