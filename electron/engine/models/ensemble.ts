import { Tensor } from '../runtimes/tensor.js';
import type { ModelSource, OutputKind, ModelInput } from '../../../shared/domain/model.js';
import { EngineError } from '../base/error.js';
import { GraphBuilder } from '../onnx/graph-builder.js';
import { openSession } from '../runtimes/session.js';
import type { GraphSession } from '../runtimes/graph-session.js';
import { inferenceContext } from '../networks/inference-context.js';
import { emitForward } from '../networks/network-graph.js';
import type { Network, Weights } from '../networks/network.js';
import { requireWeights, resolveNetwork } from '../networks/shapes.js';
import { openFeatureExtractor } from './feature-extractor.js';
import type { OnnxModel } from '../onnx/model.js';
import { finiteRows, type ClassifierOptions } from './onnx-classifier.js';
import type { Cut } from './cut.js';

/** A student: the part of a network after the cut. */
export interface Head {
  readonly network: Network;
  readonly weights: Weights;
}

export interface EnsembleAnswers {
  /** [B, K] of the audited model. */
  readonly model: Float32Array;
  /** [B, K] of each student, in the order in which they were given; their networks end in logits. */
  readonly heads: readonly Float32Array[];
}

/** The audited model and students that share its features, scored in one pass over the images. */
export interface EnsembleClassifier {
  readonly input: ModelInput;
  readonly outputKind: OutputKind;
  readonly outputs: number;
  readonly batchSize: number;
  readonly device: string;
  score(batch: Float32Array): Promise<EnsembleAnswers>;
  dispose(): Promise<void>;
}

const headOutput = (index: number): string => `head${index}/logits`;

/** All heads side by side in one graph over one input, the features. */
function headsModel(heads: readonly Head[], shape: readonly number[]): Uint8Array {
  const graph = new GraphBuilder('heads');
  graph.input('features', ['N', ...shape]);
  heads.forEach(({ network, weights }, index) => {
    const resolved = resolveNetwork(network);
    requireWeights(resolved, weights);
    const weightName = (name: string): string => `head${index}/${name}`;
    for (const specification of resolved.weights) {
      const weight = weights.get(specification.name);
      if (weight) graph.initializer(weightName(specification.name), specification.shape, weight.data);
    }
    const { logits } = emitForward(resolved, { ...inferenceContext(graph), weight: weightName }, 'features');
    graph.node('Identity', [logits], [headOutput(index)]);
    graph.output(headOutput(index), ['N', resolved.outputs]);
  });
  return graph.toModel();
}

function checkHeads(heads: readonly Head[], cut: Cut): void {
  for (const [index, { network }] of heads.entries()) {
    if (network.inputShape.join() === cut.shape.join()) continue;
    throw new EngineError('network-invalid', {
      fault: 'student-of-another-cut',
      index,
      inputShape: network.inputShape.join(', '),
      shape: cut.shape.join(', '),
    });
  }
}

/**
 * Opens the audited model together with students at `cut`: stamped images run through the shared
 * part once. The students form a graph of their own, fed with the features in memory, because they
 * are written in another operator set than the audited model may be.
 */
export async function composeWithHeads(
  model: OnnxModel,
  source: ModelSource,
  cut: Cut,
  heads: readonly Head[],
  options: ClassifierOptions,
): Promise<EnsembleClassifier> {
  checkHeads(heads, cut);
  const extractor = await openFeatureExtractor(model, source, cut, options);
  let session: GraphSession | undefined;
  try {
    session =
      heads.length > 0
        ? await openSession(headsModel(heads, cut.shape), { threads: options.threads, runtime: options.runtime })
        : undefined;
  } catch (error) {
    await extractor.dispose();
    throw error;
  }
  return {
    input: extractor.input,
    outputKind: extractor.outputKind,
    outputs: extractor.outputs,
    batchSize: extractor.batchSize,
    device: extractor.device,
    async score(batch) {
      const { features, model: answers } = await extractor.extract(batch);
      if (!session) return { model: answers, heads: [] };
      const students = await session.run({ features: new Tensor('float32', features, [options.batchSize, ...cut.shape]) });
      return { model: answers, heads: heads.map((_, index) => finiteRows(students[headOutput(index)], options.batchSize)) };
    },
    async dispose() {
      await session?.release();
      await extractor.dispose();
    },
  };
}
