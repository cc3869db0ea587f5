import { declaredInput } from './declared-input.js';
import { LayerConfig } from './layer-config.js';
import {
  callsOf,
  isOperation,
  isPlain,
  layerSchema,
  modelClasses,
  nameOf,
  parseModel,
  referencesOf,
  renamed,
  settingsOf,
  valuesOf,
  type CallArguments,
  type LayerDescription,
  type ModelConfig,
  type Reference,
} from './model-config.js';
import { refusedLayer, unreadable } from './refusals.js';

/** Names a value: the image, or what a call of a layer gave. */
export type ValueName = string;

/** One use of a layer; models inside the model are opened, so that layers alone are left. */
export interface LayerCall {
  readonly config: LayerConfig;
  /** The layer and the models around it, outermost first: where its weights lie. */
  readonly place: readonly LayerPlace[];
  readonly inputs: readonly ValueName[];
  readonly output: ValueName;
  /** What an operation is called with, fixed numbers among it; undefined for a layer. */
  readonly operands?: CallArguments<ValueName>;
}

/** A layer among its siblings. */
export interface LayerPlace {
  readonly name: string;
  readonly className: string;
  /** How many layers of the same class come before it. */
  readonly position: number;
  /** The layer around it keeps it under this name of its own, not in a list. */
  readonly attribute?: string;
}

export interface CalledLayers {
  readonly calls: readonly LayerCall[];
  readonly output: ValueName;
  /** Keras's shape of one image, as the input layer declares it; null where a size is free. */
  readonly inputShape: readonly (number | null)[];
}

export const imageValue: ValueName = 'image';

/** Models inside models beyond this depth are no one's. */
const deepest = 16;

/** Lists the layers of a model in an order in which each comes after its inputs. */
export function listCalls(className: string, config: unknown): CalledLayers {
  const calls: LayerCall[] = [];
  const root = parseModel(config, className);
  const inputShape = declaredInput(root);
  if (!inputShape) {
    throw unreadable({ fault: 'keras-input-size-unsaid' });
  }
  const output = expand(className, root, [], [imageValue], calls);
  return { calls, output, inputShape };
}

/** Puts the layers of a model into `calls` and gives the name of its answer. */
function expand(
  className: string,
  model: ModelConfig,
  around: readonly LayerPlace[],
  inputs: readonly ValueName[],
  calls: LayerCall[],
): ValueName {
  if (around.length > deepest) throw unreadable({ fault: 'keras-models-too-deep', deepest });
  const places = placesOf(model.layers);
  return className === 'Sequential' || className === 'Pipeline'
    ? expandSequence(model, places, around, inputs, calls)
    : expandGraph(model, places, around, inputs, calls);
}

function expandSequence(
  model: ModelConfig,
  places: readonly LayerPlace[],
  around: readonly LayerPlace[],
  inputs: readonly ValueName[],
  calls: LayerCall[],
): ValueName {
  return model.layers.reduce<ValueName>((value, layer, index) => {
    if (layer.class_name === 'InputLayer') return value;
    return call(layer, [...around, places[index]], [value], 0, calls);
  }, inputs[0]);
}

function expandGraph(
  model: ModelConfig,
  places: readonly LayerPlace[],
  around: readonly LayerPlace[],
  inputs: readonly ValueName[],
  calls: LayerCall[],
): ValueName {
  const values = new Map<string, ValueName>();
  const key = (layer: string, node: number): string => `${layer} ${node}`;
  const declared = referencesOf(model.input_layers) ?? [];
  const outputs = referencesOf(model.output_layers) ?? [];
  if (declared.length !== inputs.length) throw severalOf('inputs', declared.length, around);
  if (outputs.length !== 1) throw severalOf('outputs', outputs.length, around);
  declared.forEach(({ layer, node }, index) => values.set(key(layer, node), inputs[index]));
  const layers = model.layers.map((layer, index) => ({
    layer,
    place: places[index],
    uses: layer.class_name === 'InputLayer' ? [] : callsOf(layer.inbound_nodes),
  }));
  const firstNodes = firstNodesOf(layers, [...outputs, ...layers.flatMap(({ uses }) => uses.flatMap(valuesOf))]);
  let waiting = layers.flatMap(({ layer, place, uses }) =>
    uses.map((given, index) => ({ layer, given, node: index + (firstNodes.get(place.name) ?? 0), place })),
  );
  // A layer that is used several times comes before some of its inputs in the list: rounds, until nothing is left.
  while (waiting.length > 0) {
    const left = waiting.filter(({ layer, given, node, place }) => {
      const whole = [...around, place];
      if (!isOperation(layer)) requirePlainCall(layer, given, whole);
      const valueOf = (reference: Reference): ValueName | undefined => values.get(key(reference.layer, reference.node));
      const found = valuesOf(given).map(valueOf);
      if (!found.every((value) => value !== undefined)) return true;
      values.set(
        key(place.name, node),
        call(
          layer,
          whole,
          found,
          node,
          calls,
          operandsOf(given, (reference) => valueOf(reference) ?? ''),
        ),
      );
      return false;
    });
    if (left.length === waiting.length) throw unreadable({ fault: 'layer-reads-missing-value', path: pathOf([...around, left[0].place]) });
    waiting = left;
  }
  const answer = values.get(key(outputs[0].layer, outputs[0].node));
  if (answer === undefined) throw unreadable({ fault: 'keras-output-missing', layer: outputs[0].layer });
  return answer;
}

function operandsOf(given: CallArguments, nameOfValue: (reference: Reference) => ValueName): CallArguments<ValueName> {
  return {
    positional: given.positional.map((argument) => renamed(argument, nameOfValue)),
    named: Object.fromEntries(Object.entries(given.named).map(([name, argument]) => [name, renamed(argument, nameOfValue)])),
  };
}

/** Refuses a layer that is called with masks and such, or so that it answers as in training. */
function requirePlainCall({ class_name: className }: LayerDescription, given: CallArguments, place: readonly LayerPlace[]): void {
  const path = pathOf(place);
  if (!isPlain(given)) throw refusedLayer({ fault: 'layer-called-with-more-than-tensors', className, path });
  const training = Object.hasOwn(given.named, 'training') ? given.named.training : undefined;
  if (training?.kind === 'fixed' && (training.content === true || training.content === 1))
    throw refusedLayer({ fault: 'layer-always-training', className, path });
}

/**
 * The number of each layer's first call: Keras 2 counts the making of an inner model as call 0 and
 * leaves it out of the list of calls, so that its references run one ahead.
 */
function firstNodesOf(
  layers: readonly { readonly place: LayerPlace; readonly uses: readonly unknown[] }[],
  references: readonly Reference[],
): ReadonlyMap<string, number> {
  const highest = new Map<string, number>();
  for (const { layer, node } of references) highest.set(layer, Math.max(node, highest.get(layer) ?? 0));
  return new Map(layers.map(({ place, uses }) => [place.name, (highest.get(place.name) ?? 0) >= uses.length && uses.length > 0 ? 1 : 0]));
}

function call(
  layer: LayerDescription,
  place: readonly LayerPlace[],
  inputs: readonly ValueName[],
  node: number,
  calls: LayerCall[],
  given?: CallArguments<ValueName>,
): ValueName {
  if (place.length > deepest) throw unreadable({ fault: 'keras-models-too-deep', deepest });
  const path = pathOf(place);
  if (modelClasses.has(layer.class_name)) {
    return expand(layer.class_name, parseModel(layer.config, path), place, inputs, calls);
  }
  if (codeHolders.has(layer.class_name)) throw refusedLayer({ fault: 'layer-holds-code', class_name: layer.class_name, path });
  if (layer.class_name === 'TFSMLayer') throw refusedLayer({ fault: 'layer-holds-saved-model', path });
  if (isForeign(layer)) throw refusedLayer({ fault: 'layer-custom', className: layer.registered_name ?? layer.class_name, path });
  if (layer.class_name === 'SpectralNormalization')
    return call(wrappedBy(layer, path), [...place, placeWithin(layer, path)], inputs, node, calls);
  const output = `${path} ${node} ${calls.length}`;
  const operands = isOperation(layer) ? given : undefined;
  calls.push({ config: new LayerConfig(layer.class_name, path, settingsOf(layer)), place, inputs, output, operands });
  return output;
}

/** A class of someone's own, even under the name of one of Keras's. */
function isForeign({ module, registered_name: registered }: LayerDescription): boolean {
  if (typeof registered !== 'string' || registered === '') return false;
  return registered.includes('>') || typeof module !== 'string' || !/^(tf_)?keras\b|^tensorflow\b/.test(module);
}

/** Layers whose work is code, which a file cannot be trusted with. */
const codeHolders: ReadonlySet<string> = new Set([
  'Lambda',
  'TFOpLambda',
  'SlicingOpLambda',
  'JaxLayer',
  'FlaxLayer',
  'TorchModuleWrapper',
]);

/** The layer within a spectral normalisation, which keeps its kernel normalised as it was last trained. */
function wrappedBy(layer: LayerDescription, path: string): LayerDescription {
  const parsed = layerSchema.safeParse(settingsOf(layer).layer);
  if (parsed.success) return parsed.data;
  throw unreadable({ fault: 'keras-setting-foreign', path, className: layer.class_name, key: 'layer' }, parsed.error);
}

function placeWithin(layer: LayerDescription, path: string): LayerPlace {
  const inner = wrappedBy(layer, path);
  return { name: nameOf(inner), className: inner.class_name, position: 0, attribute: 'layer' };
}

function placesOf(layers: readonly LayerDescription[]): LayerPlace[] {
  const counts = new Map<string, number>();
  return layers.map((layer) => {
    const position = counts.get(layer.class_name) ?? 0;
    // Operations have no weights and are not counted among the layers.
    if (!isOperation(layer)) counts.set(layer.class_name, position + 1);
    return { name: nameOf(layer), className: layer.class_name, position };
  });
}

const pathOf = (place: readonly LayerPlace[]): string => place.map(({ name }) => name).join('/');

function severalOf(what: 'inputs' | 'outputs', count: number, around: readonly LayerPlace[]): Error {
  return unreadable({ fault: 'keras-several', what, count, inner: pathOf(around) });
}
