import { elementCount } from '../base/numbers/shape.js';
import type { ModelSource, OutputKind } from '../../../shared/domain/model.js';
import { EngineError } from '../base/error.js';
import { Session } from '../runtimes/onnx/session.js';
import { firstLayers } from './architecture.js';
import { singleTensorCuts } from '../onnx/graph/cuts.js';
import { isDense } from '../onnx/graph/layer-kinds.js';
import { extract, serialise } from '../onnx/graph/surgery.js';
import { biasTarget } from './importer/layers.js';
import { importPrefix } from './importer.js';
import { isImported } from './importer/imported-network.js';
import { inputKernel } from './input-kernel.js';
import type { OnnxModel } from '../onnx/model.js';
import { floatValue } from '../onnx/nodes.js';
import { BatchRunner, type ClassifierOptions } from './onnx-classifier.js';
import { prepareModel, requireAnswers, type PreparedModel } from './prepared-model.js';

/** The first layer of a network that meets every pixel with a weight of its own. */
export interface FirstDenseLayer {
  /** Tensor of its pre-activations h [N, hidden], bias included. */
  readonly tensor: string;
  readonly pixels: number;
  readonly hidden: number;
  /**
   * W1 [pixels, hidden] with h = x W1 + b for an image x as the classifier takes it: rows in the
   * order of its input values, scaling inside the graph included.
   */
  readonly kernel: Float32Array;
}

/** The pre-activations of the first dense layer: its output, or that of the Add that brings its bias. */
function firstPreActivation(model: PreparedModel): string | undefined {
  const [dense, ...branches] = firstLayers(model);
  if (dense === undefined || branches.length > 0 || !isDense(dense, model)) return undefined;
  const [add] = model.topology.consumersOf(dense.output[0]);
  const tensor = add && biasTarget(add, model)?.layer === dense ? add.output[0] : dense.output[0];
  return tensor === model.head.tensor || singleTensorCuts(model).includes(tensor) ? tensor : undefined;
}

function readFirstDenseLayer(model: PreparedModel): FirstDenseLayer | undefined {
  const tensor = firstPreActivation(model);
  const prefix = tensor === undefined ? undefined : importPrefix(model, tensor);
  const kernel = prefix && isImported(prefix) ? inputKernel(prefix, model.input, model.exampleShape) : undefined;
  if (tensor === undefined || !kernel) return undefined;
  const pixels = elementCount(model.exampleShape);
  return { tensor, pixels, hidden: kernel.length / pixels, kernel };
}

/** The first layer where it is dense and nothing but fixed scaling comes before it; else undefined. */
export async function firstDenseLayer(model: OnnxModel, source?: ModelSource): Promise<FirstDenseLayer | undefined> {
  return readFirstDenseLayer(await prepareModel(model, source));
}

/** The model in two parts at its first hidden layer, before the activation. */
export interface FirstHiddenClassifier {
  readonly hidden: number;
  readonly outputKind: OutputKind;
  readonly outputs: number;
  readonly batchSize: number;
  /** h [B, hidden] of images [B, ...] as the classifier takes them. */
  preActivations(batch: Float32Array): Promise<Float32Array>;
  /** Logits [B, K] (as `outputKind` names them) of pre-activations h [B, hidden]. */
  score(preActivations: Float32Array): Promise<Float32Array>;
  dispose(): Promise<void>;
}

/**
 * Opens the model at the pre-activations of its first dense layer, so that the label's gradient
 * there can be taken by differences. Throws `model-unsupported` where the first layer is not dense.
 */
export async function openFromFirstHidden(
  model: OnnxModel,
  source: ModelSource,
  options: ClassifierOptions,
): Promise<FirstHiddenClassifier> {
  const ready = await prepareModel(model, source);
  requireAnswers(ready);
  const layer = readFirstDenseLayer(ready);
  if (!layer) {
    throw new EngineError('model-unsupported', { fault: 'first-layer-not-dense' });
  }
  const batch = ready.fixedBatch ?? 'N';
  const front = extract(ready.proto, { inputs: ready.topology.graph.input, outputs: [floatValue(layer.tensor, undefined)] });
  const back = extract(ready.proto, {
    inputs: [floatValue(layer.tensor, [batch, layer.hidden])],
    outputs: [floatValue(ready.head.tensor, undefined)],
  });
  const images = await Session.create(serialise(front), { threads: options.threads });
  const answers = await Session.create(serialise(back), { threads: options.threads });
  const imageRunner = new BatchRunner(images, ready.inputName, ready.exampleShape, options.batchSize, ready.fixedBatch);
  const hiddenRunner = new BatchRunner(answers, layer.tensor, [layer.hidden], options.batchSize, ready.fixedBatch);
  return {
    hidden: layer.hidden,
    outputKind: ready.outputKind,
    outputs: ready.outputs,
    batchSize: options.batchSize,
    preActivations: async (batchOfImages) => (await imageRunner.run(batchOfImages, [layer.tensor]))[0],
    score: async (preActivations) => (await hiddenRunner.run(preActivations, [ready.head.tensor]))[0],
    async dispose() {
      await images.release();
      await answers.release();
    },
  };
}
