import { concatenate } from '../base/numbers/concatenate.js';
import { Tensor } from '../runtimes/tensor.js';
import type { ModelSource } from '../../../shared/domain/model.js';
import { EngineError } from '../base/error.js';
import { openSession, type ComputeOptions } from '../runtimes/session.js';
import type { GraphSession } from '../runtimes/graph-session.js';
import type { Classifier } from './classifier.js';
import { serialise } from '../onnx/graph/surgery.js';
import type { OnnxModel } from '../onnx/model.js';
import { elementCount } from '../base/numbers/shape.js';
import { labelsInWords, outputsNotFinite } from './output-head.js';
import { prepareModel, requireAnswers } from './prepared-model.js';

export interface ClassifierOptions extends ComputeOptions {
  readonly batchSize: number;
}

/**
 * Opens an audited model for scoring. Where its graph ends in softmax or sigmoid the logits before
 * it are read, and `outputKind` says so. A graph that insists on a number of images is run on
 * slices of that many. Throws `model-input-unsupported` where layout or size are neither in the
 * graph nor in `source`, `model-output-unsupported` where no output is [N, K].
 */
export async function openClassifier(model: OnnxModel, source: ModelSource, options: ClassifierOptions): Promise<Classifier> {
  const ready = await prepareModel(model, source);
  requireAnswers(ready);
  const session = await openSession(serialise(ready.proto), { threads: options.threads, runtime: options.runtime });
  const runner = new BatchRunner(session, ready.inputName, ready.exampleShape, options.batchSize, ready.fixedBatch);
  return {
    input: ready.input,
    outputKind: ready.outputKind,
    outputs: ready.outputs,
    batchSize: options.batchSize,
    device: session.device,
    score: async (batch) => (await runner.run(batch, [ready.head.tensor]))[0],
    dispose: () => session.release(),
  };
}

/** Runs batches of a constant size through a session, in slices where the graph insists on them. */
export class BatchRunner {
  /** Holds the last slice where the fixed batch does not divide the batch size. */
  private readonly padded: Float32Array | undefined;
  private readonly exampleSize: number;

  constructor(
    private readonly session: GraphSession,
    private readonly inputName: string,
    private readonly exampleShape: readonly number[],
    private readonly batchSize: number,
    private readonly fixedBatch: number | undefined,
  ) {
    this.exampleSize = elementCount(exampleShape);
    if (fixedBatch !== undefined && batchSize % fixedBatch !== 0) this.padded = new Float32Array(fixedBatch * this.exampleSize);
  }

  /** The tensors `names` for `batch` [B, ...example], each as rows of B examples; all finite. */
  async run(batch: Float32Array, names: readonly string[]): Promise<Float32Array[]> {
    if (batch.length !== this.batchSize * this.exampleSize) {
      throw new EngineError('internal', {
        fault: 'batch-length',
        batch: batch.length,
        batchSize: this.batchSize,
        exampleSize: this.exampleSize,
      });
    }
    const step = this.fixedBatch ?? this.batchSize;
    if (step === this.batchSize) return this.runSlice(batch, names, step);
    const slices: Float32Array[][] = [];
    for (let start = 0; start < this.batchSize; start += step) {
      const count = Math.min(step, this.batchSize - start);
      const answers = await this.runSlice(this.slice(batch, start, step, count), names, step);
      slices.push(answers.map((rows) => rows.subarray(0, (rows.length / step) * count)));
    }
    return names.map((_, index) => concatenate(slices.map((answers) => answers[index])));
  }

  private slice(batch: Float32Array, start: number, step: number, count: number): Float32Array {
    const values = batch.subarray(start * this.exampleSize, (start + count) * this.exampleSize);
    if (count === step || !this.padded) return values;
    this.padded.set(values);
    return this.padded;
  }

  private async runSlice(values: Float32Array, names: readonly string[], count: number): Promise<Float32Array[]> {
    const answers = await this.session.run({ [this.inputName]: new Tensor('float32', values, [count, ...this.exampleShape]) });
    return names.map((name) => finiteRows(answers[name], count));
  }
}

/** The rows of an answer of `count` images; throws `model-answers-not-finite` on NaN or infinity. */
export function finiteRows(answer: unknown, count: number): Float32Array {
  if (!(answer instanceof Tensor) || !(answer.data instanceof Float32Array)) {
    throw new EngineError('model-output-unsupported', { fault: 'answers-not-32-bit' });
  }
  return requireFiniteRows(answer.data, count);
}

/** The same rows, of `count` images; throws `model-answers-not-finite` on NaN or infinity and names the labels. */
export function requireFiniteRows(rows: Float32Array, count: number): Float32Array {
  if (!rows.every(Number.isFinite)) {
    const labels = outputsNotFinite(rows, rows.length / count);
    throw new EngineError('model-answers-not-finite', { fault: 'answers-not-finite', labels: labelsInWords(labels) });
  }
  return rows;
}
