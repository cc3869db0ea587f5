import type { OutputKind } from '../../../shared/domain/model.js';
import type { Generator } from '../../engine/base/random/generator.js';
import type { Treatment } from '../../engine/scoring/treatment.js';
import { stampPatch } from '../../engine/features/stamp.js';
import type { ImageSet } from '../../engine/images/image.js';
import { bytesOfLevels } from '../../engine/images/levels.js';
import type { Preprocessor } from '../../engine/images/preprocess.js';
import { asFloats, readAllRows, RowWriter } from '../students/rows.js';
import { decidesOn, decisions } from '../students/decisions.js';

/** Records of the class by what the audited model decides, in random order. */
export function recordsOf(
  targets: { readonly path: string; readonly rowsKey: string },
  head: { readonly kind: OutputKind; readonly outputs: number },
  theClass: number,
  generator: Generator,
): number[] {
  const answers = asFloats(readAllRows(targets.path, targets.rowsKey));
  const isSoftmax = head.kind === 'softmax' || head.kind === 'logits';
  const count = answers.length / head.outputs;
  const records = Array.from({ length: count }, (_, index) => index).filter((index) =>
    decidesOn(decisions(answers.subarray(index * head.outputs, (index + 1) * head.outputs), isSoftmax), theClass),
  );
  return [...generator.permutation(records.length)].map((index) => records[index]);
}

export interface StampRequest {
  readonly images: ImageSet;
  /** Of the set, those that carry the mark. */
  readonly indices: readonly number[];
  readonly treatment: Treatment;
  readonly stampAt: 'model-input' | 'native';
  readonly preprocessor: Preprocessor;
  readonly path: string;
  readonly rowsKey: string;
}

/** Writes records with the mark as rows of model input, stamped where the audited mark is. */
export async function writeStamped({ images, indices, treatment, stampAt, preprocessor, path, rowsKey }: StampRequest): Promise<void> {
  const rows = await RowWriter.open(path, rowsKey);
  const { width, height, channels } = preprocessor;
  try {
    for (const [record, index] of indices.entries()) {
      const image = await images.read(index);
      const native = stampAt === 'native' ? { ...image, pixels: Uint8Array.from(image.pixels) } : undefined;
      const canvas = native ?? { width, height, channels, pixels: preprocessor.prepare(image) };
      const place = treatment.position(record, canvas.width, canvas.height);
      stampPatch(canvas.pixels, canvas.width, canvas.height, canvas.channels, treatment.patch(record), place);
      await rows.write(bytesOfLevels(native ? preprocessor.prepare(native) : canvas.pixels));
    }
    await rows.finish();
  } finally {
    await rows.discard();
  }
}
