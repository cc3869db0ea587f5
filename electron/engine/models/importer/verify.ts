import { Tensor } from '../../runtimes/tensor.js';
import { Session, withSession } from '../../runtimes/onnx/session.js';
import { toOnnxModel } from '../../networks/inference-model.js';
import { requireWeights, resolveNetwork } from '../../networks/shapes.js';
import { EngineError } from '../../base/error.js';
import { withFeatureOutput } from '../features-output.js';
import { noiseImages } from '../probing/probe.js';
import { serialise } from '../../onnx/graph/surgery.js';
import type { ImportedNetwork, UnsupportedNetwork } from './imported-network.js';
import { BatchRunner, finiteRows } from '../onnx-classifier.js';
import type { PreparedModel } from '../prepared-model.js';

/** Largest difference of logits that rounding explains, in units of the logits' own size. */
const tolerance = 1e-4;

/** Logits of the network for features [N, ...inputShape]. */
async function networkLogits({ network, weights }: ImportedNetwork, features: Float32Array, count: number): Promise<Float32Array> {
  return withSession(toOnnxModel(network, weights, { output: 'logits' }), { threads: 1 }, async (session) => {
    const answers = await session.run({ input: new Tensor('float32', features, [count, ...network.inputShape]) });
    return finiteRows(answers.output, count);
  });
}

/** What the trainer itself finds wrong with a network, if anything. */
function refusalOf({ network, weights }: ImportedNetwork): string | undefined {
  try {
    requireWeights(resolveNetwork(network), weights);
    return undefined;
  } catch (error) {
    if (error instanceof EngineError && error.code === 'network-invalid') return error.message;
    throw error;
  }
}

/**
 * Scores model and imported network on the same noise images, at the scales 1 and 255, and returns
 * the import, or why it is not used: its logits differ by more than 1e-4 of their size.
 */
export async function verifyImport(
  model: PreparedModel,
  tensor: string,
  imported: ImportedNetwork,
): Promise<ImportedNetwork | UnsupportedNetwork> {
  const refusal = refusalOf(imported);
  if (refusal) return { unsupported: [refusal] };
  const count = (model.fixedBatch ?? 1) * Math.ceil(2 / (model.fixedBatch ?? 1));
  const session = await Session.create(serialise(withFeatureOutput(model, tensor)), { threads: 1 });
  try {
    const runner = new BatchRunner(session, model.inputName, model.exampleShape, count, model.fixedBatch);
    for (const scale of [1, 255]) {
      const images = noiseImages(count, model.exampleShape, scale).map((value) => scale * value);
      const [expected, features] = await runner.run(
        images,
        session.outputs.map(({ name }) => name),
      );
      const answered = await networkLogits(imported, features, count);
      const size = expected.reduce((largest, value) => Math.max(largest, Math.abs(value)), 1);
      const difference = expected.reduce((largest, value, index) => Math.max(largest, Math.abs(value - answered[index])), 0);
      if (answered.length !== expected.length || difference > tolerance * size) {
        return { unsupported: [`the imported network answers differently: its logits are off by ${difference.toPrecision(2)}`] };
      }
    }
    return imported;
  } finally {
    await session.release();
  }
}
