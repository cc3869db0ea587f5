import type { ModelInput, OutputKind } from '../../../shared/domain/model.js';

/** Shapes: B batch, C channels, H height, W width, K classes. */

/**
 * A trained image classifier as a function. `score` takes exactly `batchSize` images in the model's
 * own layout and scaling (the caller pads the last batch) and returns its raw outputs [B, K] as
 * `outputKind` names them: where the graph ends in softmax or sigmoid, the logits before it.
 * Throws `model-answers-not-finite` when an answer is NaN or infinite.
 */
export interface Classifier {
  readonly input: ModelInput;
  readonly outputKind: OutputKind;
  /** Number of outputs K of the model; a single sigmoid counts as 1. */
  readonly outputs: number;
  readonly batchSize: number;
  /** Runtime and device that ran, for the result: "onnxruntime-node 1.30.0, cpu, 2 threads". */
  readonly device: string;
  score(batch: Float32Array): Promise<Float32Array>;
  dispose(): Promise<void>;
}
