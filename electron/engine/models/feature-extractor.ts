import type { ModelSource, OutputKind, ModelInput } from '../../../shared/domain/model.js';
import { openSession } from '../runtimes/session.js';
import { featuresName, withFeatureOutput } from './features-output.js';
import { serialise } from '../onnx/graph/surgery.js';
import type { OnnxModel } from '../onnx/model.js';
import { BatchRunner, type ClassifierOptions } from './onnx-classifier.js';
import { prepareModel, requireAnswers } from './prepared-model.js';
import type { Cut } from './cut.js';

/** One pass over a batch: features [B, ...cut.shape] and the model's own answers [B, K]. */
export interface FeatureBatch {
  readonly features: Float32Array;
  readonly model: Float32Array;
}

/** The model up to a cut, and its answers from the same pass. */
export interface FeatureExtractor {
  readonly input: ModelInput;
  /** What the answers are; students are distilled on them. */
  readonly outputKind: OutputKind;
  readonly outputs: number;
  readonly shape: readonly number[];
  readonly batchSize: number;
  readonly device: string;
  extract(batch: Float32Array): Promise<FeatureBatch>;
  dispose(): Promise<void>;
}

/**
 * Opens the model for features at `cut`. One pass gives features and answers, so that images to
 * distil on are scored once. Throws as `openClassifier` does.
 */
export async function openFeatureExtractor(
  model: OnnxModel,
  source: ModelSource,
  cut: Cut,
  options: ClassifierOptions,
): Promise<FeatureExtractor> {
  const ready = await prepareModel(model, source);
  requireAnswers(ready);
  const session = await openSession(serialise(withFeatureOutput(ready, cut.tensor)), {
    threads: options.threads,
    runtime: options.runtime,
  });
  const runner = new BatchRunner(session, ready.inputName, ready.exampleShape, options.batchSize, ready.fixedBatch);
  return {
    input: ready.input,
    outputKind: ready.outputKind,
    outputs: ready.outputs,
    shape: cut.shape,
    batchSize: options.batchSize,
    device: session.device,
    async extract(batch) {
      const [answers, features] = await runner.run(batch, [ready.head.tensor, featuresName]);
      return { features, model: answers };
    },
    dispose: () => session.release(),
  };
}
