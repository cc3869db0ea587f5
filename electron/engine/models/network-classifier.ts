import { Tensor } from '../runtimes/tensor.js';
import type { OutputKind, ModelInput } from '../../../shared/domain/model.js';
import { openSession } from '../runtimes/session.js';
import { toOnnxModel } from '../networks/inference-model.js';
import type { Network, Weights } from '../networks/network.js';
import { resolveNetwork } from '../networks/shapes.js';
import type { Classifier } from './classifier.js';
import { finiteRows, type ClassifierOptions } from './onnx-classifier.js';

/** Shapes: B images, C, H, W of the input. */

/**
 * Opens a network of the trainer as a classifier that takes the same batches as the audited model:
 * `input` is the audited model's, whose layout may differ from the trainer's channel by channel.
 */
export async function openNetwork(
  network: Network,
  weights: Weights,
  input: ModelInput,
  outputKind: Extract<OutputKind, 'logits' | 'sigmoid-logits'>,
  { batchSize, threads, runtime }: ClassifierOptions,
): Promise<Classifier> {
  const session = await openSession(toOnnxModel(network, weights, { output: 'logits' }), { threads, runtime });
  const shape = [batchSize, ...network.inputShape];
  const planes =
    input.layout === 'NHWC' && input.channels > 1 ? new Float32Array(batchSize * input.channels * input.height * input.width) : undefined;
  return {
    input,
    outputKind,
    outputs: resolveNetwork(network).outputs,
    batchSize,
    device: session.device,
    async score(batch) {
      const values = planes ? toPlanes(batch, planes, input) : batch;
      return finiteRows((await session.run({ input: new Tensor('float32', values, shape) })).output, batchSize);
    },
    dispose: () => session.release(),
  };
}

/** [B, H, W, C] to [B, C, H, W]. */
function toPlanes(batch: Float32Array, planes: Float32Array, { channels, height, width }: ModelInput): Float32Array {
  const pixels = height * width;
  for (let start = 0; start < batch.length; start += pixels * channels) {
    for (let pixel = 0; pixel < pixels; pixel++) {
      for (let channel = 0; channel < channels; channel++)
        planes[start + channel * pixels + pixel] = batch[start + pixel * channels + channel];
    }
  }
  return planes;
}
