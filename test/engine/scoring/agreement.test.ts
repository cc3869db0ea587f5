import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { preprocessingSchema } from '../../../shared/domain/images.js';
import { createPreprocessor } from '../../../electron/engine/images/preprocess.js';
import { openSessions } from '../../../electron/engine/runtimes/onnx/session.js';
import { agreementOf } from '../../../electron/engine/scoring/agreement.js';
import { answersOf } from '../../../electron/engine/scoring/formulas/answers.js';
import { HostStore } from '../../../electron/engine/scoring/host-store.js';
import { scorerOf } from '../../../electron/engine/scoring/scorer.js';
import { drawnImages, networks, openSmall, side, useFolder } from './small-models.js';

const folder = useFolder();
const count = 37;

describe.each([
  { name: 'classes', output: 'softmax', outputs: 4 },
  { name: 'a binary model', output: 'sigmoid', outputs: 1 },
  { name: 'several labels', output: 'sigmoid', outputs: 3 },
] as const)('agreement of $name', ({ output, outputs }) => {
  it('is the share of equal decisions, whatever the size of batches', async () => {
    const network = networks.dense(outputs);
    // The last batch of 8 is padded, and the padding is not counted.
    const opened = await Promise.all(
      [1, 1, 2].map((seed, index) => openSmall(join(folder.path, String(index)), network, output, { seed, batchSize: 8 })),
    );
    const preprocessor = createPreprocessor(preprocessingSchema.parse({ mean: [0.5] }), opened[0].input);
    const images = drawnImages(count, 1, [[side, side]]);
    const store = await HostStore.build({
      path: join(folder.path, 'hosts.bin'),
      images,
      indices: Uint32Array.from({ length: count }, (_, index) => index),
      preprocessor,
    });
    const shares = await agreementOf(scorerOf(opened), store, preprocessor);
    await store.close();

    let expected = 0;
    for (const image of images.images) {
      const batch = new Float32Array(8 * side * side);
      preprocessor.fill(batch, 0, preprocessor.prepare(image));
      const [one, other] = await Promise.all(
        [opened[0], opened[2]].map(async (classifier) => {
          const { probability } = answersOf((await classifier.score(batch)).slice(0, outputs), classifier.outputKind, outputs);
          return outputs === 3 ? Array.from(probability, (p) => p > 0.5) : [probability.indexOf(Math.max(...probability))];
        }),
      );
      expected += one.filter((decision, index) => decision === other[index]).length / one.length / count;
    }
    expect(shares[0]).toBe(1);
    expect(shares[1]).toBeCloseTo(expected, 12);
    expect(shares[1]).toBeLessThan(1);
    for (const one of opened) await one.dispose();
    expect(openSessions()).toBe(0);
  });
});
