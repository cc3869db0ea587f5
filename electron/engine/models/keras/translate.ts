import { inputName, type Network, type Weights } from '../../networks/network.js';
import { imageValue, listCalls, type LayerCall } from './layer-calls.js';
import { unreadable } from './refusals.js';
import { activationRules } from './rules/activations.js';
import { convolutionRules } from './rules/convolutions.js';
import { denseRules } from './rules/dense.js';
import { mergeRules } from './rules/merges.js';
import { normalisationRules } from './rules/normalisation.js';
import { operationRules } from './rules/operations/index.js';
import { poolingRules } from './rules/pooling.js';
import type { LayerRule } from './rules/rule.js';
import { shapeRules } from './rules/shapes.js';
import { sizeRules } from './rules/sizes.js';
import { Translation } from './translation.js';
import type { KerasValue } from './value.js';
import type { WeightSource } from './weight-source.js';

const rules: ReadonlyMap<string, LayerRule> = new Map(
  Object.entries({
    ...convolutionRules,
    ...denseRules,
    ...normalisationRules,
    ...poolingRules,
    ...activationRules,
    ...mergeRules,
    ...shapeRules,
    ...sizeRules,
  }),
);

/** A Keras model as a network of the trainer, and how it meets the world. */
export interface TranslatedModel {
  readonly network: Network;
  readonly weights: Weights;
  /** Keras's shape of one image: [H, W, C], [H, W] or [F]. */
  readonly imageShape: readonly number[];
  readonly output: 'softmax' | 'sigmoid' | 'logits';
}

/** Height and width for a model that leaves them free. */
export interface ImageSize {
  readonly height: number;
  readonly width: number;
}

/**
 * Translates a Keras model, described by its class and configuration. Throws `model-unsupported`
 * with the layer named where the trainer lacks something, `model-unreadable` where description and
 * weights do not belong together.
 */
export function translateModel(className: string, config: unknown, source: WeightSource, size?: ImageSize): TranslatedModel {
  const { calls, output, inputShape } = listCalls(className, config);
  const imageShape = settleShape(inputShape, size);
  const [height, width, channels = 1] = imageShape;
  const shape = imageShape.length === 1 ? imageShape : [channels, height, width];
  const translation = new Translation(source, shape);
  translation.values.set(imageValue, { node: inputName, shape, withoutChannels: imageShape.length === 2 });
  const needed = callsThatLeadTo(output, calls);
  for (const call of needed) translation.values.set(call.output, ruleOf(call)(call, translation));
  const answer = translation.values.get(output);
  if (!answer) throw unreadable({ fault: 'keras-without-answer' });
  return { ...readAnswer(translation, answer, needed[needed.length - 1], shape), imageShape };
}

/** Cuts a final sigmoid off, so that the network ends in logits as the trainer's do. */
function readAnswer(
  translation: Translation,
  answer: KerasValue,
  last: LayerCall | undefined,
  inputShape: readonly number[],
): Pick<TranslatedModel, 'network' | 'weights' | 'output'> {
  if (!last || answer.node === inputName) throw unreadable({ fault: 'keras-without-layers' });
  if (answer.margins || answer.shape.length !== 1) throw last.config.refuse('is the last, and gives an image where class scores belong');
  const { nodes, weights } = translation;
  const final = nodes[nodes.length - 1];
  const sigmoid = !answer.softmax && final.kind === 'sigmoid' && final.name === answer.node;
  const network = { inputShape, nodes: sigmoid ? nodes.slice(0, -1) : nodes, output: sigmoid ? final.inputs[0] : answer.node };
  return { network, weights, output: answer.softmax ? 'softmax' : sigmoid ? 'sigmoid' : 'logits' };
}

function ruleOf({ config, operands }: LayerCall): LayerRule {
  const rule = (operands ? operationRules : rules).get(config.className);
  if (rule) return rule;
  if (operands) throw config.refuse('is an operation that the trainer lacks');
  throw config.refuse('is of a kind that the trainer lacks');
}

/** Keras's shape with free sides filled in. */
function settleShape(shape: readonly (number | null)[], size: ImageSize | undefined): number[] {
  if (shape.length < 1 || shape.length > 3) throw unreadable({ fault: 'keras-input-dimensions', shape: shape.length });
  const free = shape.length > 1 ? [size?.height, size?.width] : [];
  return shape.map((side, axis) => {
    const settled = side ?? free[axis];
    if (settled !== undefined) return settled;
    throw unreadable({ fault: 'keras-image-size-free' });
  });
}

/** Calls that the answer depends on, in order; what else the model holds is not translated. */
function callsThatLeadTo(output: string, calls: readonly LayerCall[]): LayerCall[] {
  const needed = new Set([output]);
  const leading = [...calls].reverse().filter((call) => {
    if (!needed.has(call.output)) return false;
    call.inputs.forEach((input) => needed.add(input));
    return true;
  });
  return leading.reverse();
}
