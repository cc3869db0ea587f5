import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import type { Image, ImageSet } from '../../../electron/engine/images/image.js';
import type { Classifier } from '../../../electron/engine/models/classifier.js';
import { openClassifier } from '../../../electron/engine/models/onnx-classifier.js';
import { readModelFile } from '../../../electron/engine/onnx/model-file.js';
import { Generator } from '../../../electron/engine/base/random/generator.js';
import { toOnnxModel } from '../../../electron/engine/networks/inference-model.js';
import { initialiseWeights } from '../../../electron/engine/networks/initialise.js';
import type { Network, Weights } from '../../../electron/engine/networks/network.js';
import { NetworkBuilder } from '../../../electron/engine/networks/presets/network-builder.js';

/** Small networks with drawn weights, as ONNX files, and drawn images. */

export const side = 14;

export const networks = {
  dense: (outputs: number) => new NetworkBuilder([1, side, side]).flatten().dense(16).relu().dense(outputs).build(),
  convolutional: (outputs: number) =>
    new NetworkBuilder([3, side, side])
      .convolution(4, 3, 'same')
      .relu()
      .pooling('max-pooling', 2)
      .flatten()
      .dense(12)
      .relu()
      .dense(outputs)
      .build(),
};

/** Weights that answer far apart: kernels twice as large as a trainer would start from. */
export function drawWeights(network: Network, seed: number): Weights {
  return new Map(
    [...initialiseWeights(network, seed)].map(([name, { shape, data }]) => [name, { shape, data: data.map((value) => 2 * value) }]),
  );
}

/** A folder of one test's files, removed after it. */
export function useFolder(): { readonly path: string } {
  let path: string | undefined;
  afterEach(() => {
    if (path !== undefined) rmSync(path, { recursive: true });
    path = undefined;
  });
  return {
    get path() {
      return (path ??= mkdtempSync(join(tmpdir(), 'engram-scoring-')));
    },
  };
}

export type Output = 'softmax' | 'sigmoid' | 'logits';

export async function openSmall(folder: string, network: Network, output: Output, { seed = 1, batchSize = 8 } = {}): Promise<Classifier> {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${output}-${seed}.onnx`);
  writeFileSync(path, toOnnxModel(network, drawWeights(network, seed), { output }));
  return openClassifier(await readModelFile(path), output === 'logits' ? { path, output } : { path }, { batchSize, threads: 1 });
}

/** Drawn images in memory; `sizes` are taken in turn. `read` hands out the very buffers, as a set may. */
export function drawnImages(
  count: number,
  channels: 1 | 3,
  sizes: readonly (readonly [number, number])[],
): ImageSet & { readonly images: readonly Image[] } {
  const images = Array.from({ length: count }, (_, index): Image => {
    const [width, height] = sizes[index % sizes.length];
    const generator = new Generator(5, 'image', index);
    return { width, height, channels, pixels: Uint8Array.from({ length: width * height * channels }, () => generator.integer(256)) };
  });
  return {
    images,
    count,
    labels: undefined,
    labelNames: undefined,
    provenance: { kind: 'memory', sha256: '', decoder: 'drawn', count },
    read: async (index) => images[index],
  };
}
