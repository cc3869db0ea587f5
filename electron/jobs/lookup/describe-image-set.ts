import { words } from '../../../shared/words/words.js';
import { basename } from 'node:path';
import type { ImagesReport, LookupInput } from '../../../shared/domain/lookup.js';
import { throwIfCancelled } from '../../engine/base/error.js';
import { openImageSet } from '../../engine/images/open-image-set.js';
import { sampleIndices } from '../../engine/images/sample.js';
import type { LookupHandler } from '../job.js';
import { formatCount } from '../words.js';
import { pictureOf } from './pictures.js';

const looksAt = 48;
const shownThumbnails = 12;
const thumbnailSide = 96;

/** Images below which an audit goes badly, and below which it does not go at all. */
const needed = { hosts: { good: 1000, least: 16 }, distillation: { good: 5000, least: 125 }, samples: { good: 1, least: 1 } };

type Input = LookupInput<'describe-images'>;

/** What a set of images is, with a few of them to look at and what speaks against it. */
export const describeImageSet: LookupHandler<'describe-images'> = async ({ images: source, input, stampAt, use }, { signal }) => {
  const modelInput = input && { width: input.width, height: input.height, channels: input.channels === 1 ? (1 as const) : (3 as const) };
  const set = await openImageSet(source, '.', { input: modelInput, stampAt, signal });
  const sizes = new Map<string, ImagesReport['sizes'][number]>();
  const thumbnails: string[] = [];
  // Pictures of the shipped set are of one size, and large ones take long to make.
  const looked = Math.min(set.provenance.size ? shownThumbnails : looksAt, set.count);
  for (const index of sampleIndices(set.count, looked, 0, 'samples')) {
    throwIfCancelled(signal);
    const image = await set.read(index);
    const { width, height, channels } = image;
    const key = `${width} ${height} ${channels}`;
    const known = sizes.get(key);
    sizes.set(key, { width, height, channels, count: (known?.count ?? 0) + 1 });
    if (thumbnails.length < shownThumbnails) thumbnails.push(await pictureOf(image, thumbnailSide));
  }
  return {
    name: source.source === 'shipped' ? 'Built-in set' : basename(source.path),
    kind: set.provenance.kind,
    count: set.count,
    sizes: [...sizes.values()].sort((a, b) => b.count - a.count),
    lookedAt: looked,
    labelled: set.labels !== undefined,
    attributes: (set.attributes ?? []).map(({ name, values }) => ({ name, values: values.map((one) => ({ ...one })) })),
    decoder: set.provenance.decoder,
    sha256: set.provenance.sha256,
    thumbnails,
    warnings: warningsOf(set.count, [...sizes.values()], use),
  };
};

function warningsOf(count: number, sizes: readonly ImagesReport['sizes'][number][], use: Input['use']): string[] {
  const { good, least } = needed[use];
  const colours = new Set(sizes.map(({ channels }) => channels));
  return [
    ...(count < least ? [words.hints.imagesTooFew(formatCount(count), formatCount(least))] : []),
    ...(count >= least && count < good ? [words.hints.imagesEnough(formatCount(count), formatCount(good))] : []),
    ...(sizes.length > 1 ? [words.hints.imageSizesDiffer(sizes.length)] : []),
    ...(colours.size > 1 ? [words.hints.imageColoursDiffer] : []),
  ];
}
