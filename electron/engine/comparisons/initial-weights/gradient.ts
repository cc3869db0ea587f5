import type { ModelSource, ModelInput } from '../../../../shared/domain/model.js';
import { EngineError, throwIfCancelled } from '../../base/error.js';
import type { Position } from '../../features/patch.js';
import type { Preprocessor } from '../../images/preprocess.js';
import { firstDenseLayer, openFromFirstHidden, type FirstHiddenClassifier } from '../../models/first-layer.js';
import type { OnnxModel } from '../../onnx/model.js';
import { answerHead, answersOf } from '../../scoring/formulas/answers.js';
import type { HostStore } from '../../scoring/host-store.js';

/** Shapes: B images in a batch, P input values, U hidden units, J pixels. */

/** Step of the central difference, in units of a pre-activation: large beside float32's rounding, small beside 1. */
const step = 0.02;

export interface InitialWeightsRequest {
  readonly model: OnnxModel;
  /** The same network before training. */
  readonly initial: OnnxModel;
  readonly source: ModelSource;
  readonly input: ModelInput;
  readonly positions: readonly Position[];
  readonly label: number;
  /** Hosts of the label's class. */
  readonly hosts: HostStore;
  readonly preprocessor: Preprocessor;
  readonly batchSize: number;
  readonly signal?: AbortSignal;
}

/**
 * (W1 - W1_init)_j . g for every pixel j [J]: what training changed there, along the gradient
 * g of the label's log-odds at the first hidden layer (docs/method.md, initial
 * weights). Undefined where either network's first layer cannot be read.
 * @throws EngineError `model-unsupported` where the two networks' first layers differ in size
 */
export async function changeAlongGradient(request: InitialWeightsRequest): Promise<Float64Array | undefined> {
  const { model, initial, source, input, positions, batchSize } = request;
  const trained = await firstDenseLayer(model, source);
  const before = await firstDenseLayer(initial, source);
  if (!trained || !before) return undefined;
  if (trained.kernel.length !== before.kernel.length || trained.hidden !== before.hidden) {
    throw new EngineError('model-unsupported', { fault: 'initial-weights-of-another-network' });
  }
  const classifier = await openFromFirstHidden(model, source, { batchSize });
  try {
    const gradient = await meanGradient(classifier, request);
    return Float64Array.from(positions, (position) => {
      let sum = 0;
      for (const value of inputValuesAt(position, input)) {
        for (let unit = 0; unit < trained.hidden; unit++) {
          const weight = value * trained.hidden + unit;
          sum += (trained.kernel[weight] - before.kernel[weight]) * gradient[unit];
        }
      }
      return sum;
    });
  } finally {
    await classifier.dispose();
  }
}

/** Indices of a pixel's input values, one a channel, in the order in which the classifier takes them. */
function inputValuesAt({ x, y }: Position, { layout, channels, height, width }: ModelInput): number[] {
  const pixel = y * width + x;
  return Array.from({ length: channels }, (_, channel) =>
    layout === 'NHWC' ? pixel * channels + channel : channel * height * width + pixel,
  );
}

/** [U], mean over hosts of the gradient of the label's log-odds by the pre-activations, by central differences. */
async function meanGradient(
  classifier: FirstHiddenClassifier,
  { hosts, preprocessor, label, batchSize, signal }: InitialWeightsRequest,
): Promise<Float64Array> {
  const { hidden } = classifier;
  const gradient = new Float64Array(hidden);
  const pixels = hosts.blank(batchSize);
  const batch = new Float32Array(batchSize * hosts.length);
  for (let first = 0; first < hosts.count; first += batchSize) {
    const rows = Math.min(batchSize, hosts.count - first);
    await hosts.read(first, rows, pixels);
    for (let slot = 0; slot < rows; slot++) preprocessor.fill(batch, slot, pixels.subarray(slot * hosts.length, (slot + 1) * hosts.length));
    const activations = Float32Array.from(await classifier.preActivations(batch));
    for (let unit = 0; unit < hidden; unit++) {
      throwIfCancelled(signal);
      const above = await summedLogOdds(classifier, shifted(activations, hidden, unit, step), label, rows);
      const below = await summedLogOdds(classifier, shifted(activations, hidden, unit, -step), label, rows);
      gradient[unit] += (above - below) / (2 * step * hosts.count);
    }
  }
  return gradient;
}

function shifted(activations: Float32Array, hidden: number, unit: number, by: number): Float32Array {
  const moved = Float32Array.from(activations);
  for (let value = unit; value < moved.length; value += hidden) moved[value] += by;
  return moved;
}

async function summedLogOdds(classifier: FirstHiddenClassifier, activations: Float32Array, label: number, rows: number): Promise<number> {
  const { outputKind, outputs } = classifier;
  const { logOdds } = answersOf(await classifier.score(activations), outputKind, outputs);
  const { classes } = answerHead(outputKind, outputs);
  let sum = 0;
  for (let row = 0; row < rows; row++) sum += logOdds[row * classes + label];
  return sum;
}
