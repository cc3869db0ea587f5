import { basename, dirname } from 'node:path';
import type { ImageSource } from '../../../shared/domain/images.js';
import type { InspectOutcome } from '../../../shared/domain/job.js';
import { throwIfCancelled } from '../../engine/base/error.js';
import type { Image, ImageSet } from '../../engine/images/image.js';
import { openImageSet } from '../../engine/images/open-image-set.js';
import { words } from '../../../shared/words/words.js';
import { formatCount, plural } from '../words.js';

/** Images that are decoded to see their sizes. */
const looksAt = 200;

/** Sizes and classes that are told one by one. */
const mostNamed = 4;

/** What a set of images is: how many, of which sizes and classes. */
export async function describeImages(
  source: Extract<ImageSource, { source: 'path' }>,
  signal: AbortSignal,
): Promise<Omit<InspectOutcome, 'kind'>> {
  const { path } = source;
  const images = await openImageSet(source, dirname(path), { signal });
  const { provenance, labels } = images;
  return {
    facts: [
      { name: 'images', value: `${basename(path)}, ${words.imageKinds[provenance.kind]}` },
      { name: 'number', value: plural(images.count, 'image') },
      ...(await looksOf(images, signal)),
      ...(images.attributes ?? []).map(({ name, values }) => ({
        name: words.setAttributes[name],
        value: listed(values.map(({ value, count }) => [value, count])),
      })),
      { name: 'labels', value: labels ? classesOf(labels, images.labelNames) : 'none' },
      { name: 'decoder', value: provenance.decoder },
      { name: 'SHA-256', value: provenance.sha256 },
    ],
    missing: missingOf(images),
  };
}

function missingOf({ count, labels }: ImageSet): string[] {
  return [
    ...(labels
      ? []
      : [
          'labels, for training alone: a folder for each class, or the file of labels (images.labels). An audit takes images without labels.',
        ]),
    ...(count < 1000
      ? [`more images, for an audit: 1,000 make good hosts, several thousand good references; here are ${formatCount(count)}.`]
      : []),
  ];
}

/** Sizes, colours and grey levels of the first images. */
async function looksOf(images: ImageSet, signal: AbortSignal): Promise<InspectOutcome['facts']> {
  const seen = Math.min(looksAt, images.count);
  const sizes = new Map<string, number>();
  let low = 255;
  let high = 0;
  for (let index = 0; index < seen; index++) {
    throwIfCancelled(signal);
    const image = await images.read(index);
    const size = sizeOf(image);
    sizes.set(size, (sizes.get(size) ?? 0) + 1);
    for (const level of image.pixels) {
      if (level < low) low = level;
      if (level > high) high = level;
    }
  }
  const whole = seen === images.count ? '' : ` (of the first ${formatCount(seen)})`;
  return [
    { name: 'sizes', value: `${listed([...sizes].sort(([, a], [, b]) => b - a))}${whole}` },
    { name: 'levels', value: `${low} to ${high} of 0 to 255${whole}` },
  ];
}

function sizeOf({ width, height, channels }: Image): string {
  return `${width} x ${height} ${channels === 1 ? 'grey' : 'colour'}`;
}

/** "28 x 28 grey", or "64 x 64 grey (12), 32 x 32 grey (3) and 2 more". */
function listed(entries: readonly (readonly [string, number])[]): string {
  if (entries.length === 1) return entries[0][0];
  const named = entries
    .slice(0, mostNamed)
    .map(([name, number]) => `${name} (${formatCount(number)})`)
    .join(', ');
  return entries.length > mostNamed ? `${named} and ${formatCount(entries.length - mostNamed)} more` : named;
}

/** "10 classes, 0 to 9, of 5,421 to 6,742 images each", with the names of folders where there are few. */
function classesOf(labels: Int32Array, names: readonly string[] | undefined): string {
  const sizes = new Map<number, number>();
  for (const label of labels) sizes.set(label, (sizes.get(label) ?? 0) + 1);
  const classes = [...sizes.keys()].sort((a, b) => a - b);
  const nameOf = (label: number) => names?.[label] ?? String(label);
  if (classes.length <= mostNamed) {
    return `${plural(classes.length, 'class', 'classes')}: ${classes.map((label) => `${nameOf(label)} (${formatCount(sizes.get(label) ?? 0)})`).join(', ')}`;
  }
  const each = [...sizes.values()].sort((a, b) => a - b);
  return `${classes.length} classes, ${nameOf(classes[0])} to ${nameOf(classes[classes.length - 1])}, of ${formatCount(each[0])} to ${formatCount(each[each.length - 1])} images each`;
}
