import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { preprocessingSchema } from '../../../shared/domain/images.js';
import type { StudyCollection } from '../../../shared/domain/study.js';
import { EngineError } from '../../engine/base/error.js';
import { createPreprocessor, type Preprocessor } from '../../engine/images/preprocess.js';
import { writeFileAtomically } from '../atomic-file.js';
import { canonicalJson } from '../canonical-json.js';
import { readAllRows } from '../students/rows.js';
import { countClasses, openLabelledImages } from '../train/labelled-images.js';
import { prepareImages } from '../train/prepared-images.js';

const preparedImagesSchema = z.strictObject({ pixels: z.string(), labels: z.string() });
type PreparedImages = z.infer<typeof preparedImagesSchema>;

/** A collection as files: grey images of one size, uint8 [N, side, side], and their classes. */
export const preparedCollectionSchema = z.strictObject({
  name: z.string(),
  side: z.int().min(1),
  classes: z.int().min(2),
  /** How levels become model input. */
  scaling: preprocessingSchema,
  training: preparedImagesSchema,
  test: preparedImagesSchema,
  /** 32 bytes (hexadecimal) under which the images are encrypted. */
  rowsKey: z.string(),
});
export type PreparedCollection = z.infer<typeof preparedCollectionSchema>;

/** Grey images of one size with their classes, [count, side, side]. */
export interface LabelledImages {
  readonly count: number;
  readonly pixels: Uint8Array;
  readonly labels: Int32Array;
}

/** A collection in memory. */
export interface Collection extends Pick<PreparedCollection, 'name' | 'side' | 'classes' | 'scaling'> {
  readonly training: LabelledImages;
  readonly test: LabelledImages;
}

export interface PrepareOptions {
  /** Where relative paths start. */
  readonly baseFolder: string;
  /** Where prepared images lie, for other runs of the study as well. */
  readonly folder: string;
  readonly rowsKey: string;
  readonly signal: AbortSignal;
  readonly onImages: (done: number, total: number) => void;
}

/** Decodes a collection once, for all processes that train and audit its models. Throws where it cannot be read or has no classes. */
export async function prepareCollection(
  name: string,
  { training, test, side, preprocessing }: StudyCollection,
  { baseFolder, folder, rowsKey, signal, onImages }: PrepareOptions,
): Promise<PreparedCollection> {
  const preprocessor = createPreprocessor(preprocessing, { layout: 'NCHW', channels: 1, height: side, width: side });
  // All models of a study share prepared images, which are bytes.
  if (preprocessor.precision !== 'bytes')
    throw new EngineError('spec-invalid', { fault: 'study-resized-in-floats', name, resize: preprocessing.resize });
  const open = (set: 'training' | 'test', source: StudyCollection['training']) =>
    openLabelledImages(source, { what: `${set} images of ${name}`, field: `collections.${name}.${set}` }, baseFolder, signal);
  const sets = { training: await open('training', training), test: await open('test', test) };
  const total = sets.training.count + sets.test.count;
  const prepare = async (set: keyof typeof sets, before: number): Promise<PreparedImages> => {
    const images = sets[set];
    const content = canonicalJson({ images: images.provenance.sha256, side, preprocessing, encrypted: true });
    const pixels = join(folder, createHash('sha256').update(content).digest('hex').slice(0, 32));
    const rows = await prepareImages({
      images,
      preprocessor,
      canaries: [],
      seed: 0,
      path: pixels,
      rowsKey,
      signal,
      onImages: (done) => onImages(before + done, total),
    });
    rows.close();
    const labels = `${pixels}.labels.json`;
    await writeFileAtomically(labels, JSON.stringify([...images.labels]));
    return { pixels, labels };
  };
  const { range, mean, deviation } = preprocessing;
  return {
    name,
    side,
    classes: countClasses(sets.training, sets.test),
    scaling: preprocessingSchema.parse({ range, mean, deviation }),
    training: await prepare('training', 0),
    test: await prepare('test', sets.training.count),
    rowsKey,
  };
}

export async function readCollection({ training, test, rowsKey, ...described }: PreparedCollection): Promise<Collection> {
  return { ...described, training: await readImages(training, rowsKey), test: await readImages(test, rowsKey) };
}

async function readImages({ pixels, labels }: PreparedImages, rowsKey: string): Promise<LabelledImages> {
  const classes = z.array(z.int()).parse(JSON.parse(await readFile(labels, 'utf8')));
  return { count: classes.length, pixels: readAllRows(pixels, rowsKey), labels: Int32Array.from(classes) };
}

/** How images of a collection, already of its size, become model input. */
export function scalingOf({ side, scaling }: Pick<Collection, 'side' | 'scaling'>): Preprocessor {
  return createPreprocessor(scaling, { layout: 'NCHW', channels: 1, height: side, width: side });
}
