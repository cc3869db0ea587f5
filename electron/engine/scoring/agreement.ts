import type { Preprocessor } from '../images/preprocess.js';
import { throwIfCancelled } from '../base/error.js';
import { probabilities } from './formulas/answers.js';
import type { HostStore } from './host-store.js';
import { headOf, type Scorer } from './scorer.js';
import { createHostBlock } from './stamper.js';

/** Share of unmarked images on which each reference decides as the audited model does, [networks - 1]. */
export async function agreementOf(
  scorer: Scorer,
  images: HostStore,
  preprocessor: Preprocessor,
  { signal, onImages }: { readonly signal?: AbortSignal; readonly onImages?: (done: number) => void } = {},
): Promise<Float64Array> {
  const head = headOf(scorer);
  const block = createHostBlock({ hosts: images, preprocessor, batchSize: scorer.batchSize, stampAt: 'model-input' });
  const agreed = new Float64Array(scorer.networks - 1);
  for (let first = 0; first < images.count; first += scorer.batchSize) {
    throwIfCancelled(signal);
    const rows = Math.min(scorer.batchSize, images.count - first);
    await block.load(first, rows);
    const answers = await scorer.score(block.batch);
    const [model, ...references] = answers.map((raw, network) => probabilities(raw, scorer.outputKinds[network], scorer.outputs));
    references.forEach((reference, index) => {
      for (let row = 0; row < rows; row++) {
        const start = row * head.classes;
        if (head.family === 'multi-label') agreed[index] += sharedLabels(model, reference, start, head.classes);
        else if (decision(model, start, head.classes) === decision(reference, start, head.classes)) agreed[index] += 1;
      }
    });
    onImages?.(first + rows);
  }
  return agreed.map((sum) => sum / images.count);
}

function decision(probability: Float64Array, start: number, classes: number): number {
  let best = 0;
  for (let index = 1; index < classes; index++) if (probability[start + index] > probability[start + best]) best = index;
  return best;
}

/** Share of labels on which two multi-label answers fall on the same side of one half. */
function sharedLabels(one: Float64Array, other: Float64Array, start: number, labels: number): number {
  let shared = 0;
  for (let index = start; index < start + labels; index++) if (one[index] > 0.5 === other[index] > 0.5) shared += 1;
  return shared / labels;
}
