import type { ModelSource, ModelInput } from '../../../../shared/domain/model.js';
import { answeringBounds, bounded, boundedNow, loadingBounds } from '../../base/bounds.js';
import { EngineError, type Fault } from '../../base/error.js';
import { deviceWords } from '../../runtimes/tensorflow/device.js';
import type { Classifier } from '../classifier.js';
import { noiseImages } from '../probing/probe.js';
import { requireFiniteRows } from '../onnx-classifier.js';
import { kindOfAnswers, type OutputReading } from '../output-head.js';
import type { LoadedModel, TensorflowModel } from './tensorflow-model.js';

/** A loaded model of TensorFlow's own with everything learnt by running it on noise. */
export interface OpenedModel {
  readonly loaded: LoadedModel;
  readonly input: ModelInput;
  /** Shape of one image as the graph takes it. */
  readonly imageShape: readonly number[];
  readonly reading: OutputReading;
  readonly outputs: number;
}

/** A model whose loading and answers take no more than they should. */
async function loadBounded(model: TensorflowModel): Promise<LoadedModel> {
  const loaded = await bounded(loadingBounds(0), () => model.load());
  return {
    run: (batch, shape) => boundedNow(answeringBounds(shape[0] ?? 1), () => loaded.run(batch, shape)),
    release: () => loaded.release(),
  };
}

/** Loads a model and asks it about noise. Throws `runtime-missing`, `model-input-unsupported`, `model-output-unsupported`. */
export async function openTensorflowModel(model: TensorflowModel, source?: ModelSource): Promise<OpenedModel> {
  const input = inputOf(model, source);
  const imageShape = imageShapeOf(model, input);
  const loaded = await loadBounded(model);
  try {
    const count = 3;
    const answers = loaded.run(noiseImages(count, imageShape), [count, ...imageShape]);
    const outputs = answers.length / count;
    if (!Number.isInteger(outputs) || outputs < 1 || model.output.shape.length > 2) {
      throw new EngineError('model-output-unsupported', { fault: 'output-not-class-scores', name: model.output.name });
    }
    const reading = source?.output ? { kind: source.output, how: 'stated in the spec' } : kindOfAnswers(answers, outputs);
    return { loaded, input, imageShape, reading, outputs };
  } catch (error) {
    loaded.release();
    throw error;
  }
}

/** Opens the model for scoring; its answers come as it gives them, for the logits before a softmax cannot be read. */
export async function openTensorflowClassifier(
  model: TensorflowModel,
  source: ModelSource,
  { batchSize }: { readonly batchSize: number },
): Promise<Classifier> {
  const { loaded, input, imageShape, reading, outputs } = await openTensorflowModel(model, source);
  return {
    input,
    outputKind: reading.kind,
    outputs,
    batchSize,
    device: await deviceWords(),
    score: (batch) => Promise.resolve(requireFiniteRows(loaded.run(batch, [batchSize, ...imageShape]), batchSize)),
    dispose() {
      loaded.release();
      return Promise.resolve();
    },
  };
}

/** TensorFlow keeps images as [N, H, W, C], [N, H, W] or [N, F]. */
function inputOf({ input: { name, shape } }: TensorflowModel, source: ModelSource | undefined): ModelInput {
  const [batch, first, second, channels = 1] = shape;
  if (batch !== undefined) throw refused({ fault: 'input-batch-fixed', name, batch });
  const stated = source?.inputSize;
  if (shape.length === 2) {
    const side = Math.sqrt(first ?? 0);
    const [height, width] = [stated?.height ?? side, stated?.width ?? side];
    if (Number.isInteger(height) && height * width === first) return { layout: 'NF', channels: 1, height, width };
    throw refused({ fault: 'input-not-square', name, values: first });
  }
  const [height, width] = [first ?? stated?.height, second ?? stated?.width];
  if (height === undefined || width === undefined) throw refused({ fault: 'input-size-free', name });
  if (channels !== 1 && channels !== 3) throw refused({ fault: 'input-channels-not-of-images', name, channels });
  return { layout: 'NHWC', channels, height, width };
}

function imageShapeOf({ input: { shape } }: TensorflowModel, { height, width, channels }: ModelInput): number[] {
  if (shape.length === 2) return [height * width];
  return shape.length === 3 ? [height, width] : [height, width, channels];
}

function refused(fault: Fault): EngineError {
  return new EngineError('model-input-unsupported', fault);
}
