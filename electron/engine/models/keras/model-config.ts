import { z } from 'zod';
import { unreadable } from './refusals.js';

/** How Keras 2, Keras 3 and TensorFlow.js describe a model in JSON: the parts of it that are read. */

export const layerSchema = z.object({
  class_name: z.string(),
  name: z.string().optional(),
  /** Package and name of a class that is not Keras's own. */
  registered_name: z.string().nullish(),
  module: z.string().nullish(),
  config: z.union([z.record(z.string(), z.unknown()), z.array(z.unknown())]),
  inbound_nodes: z.unknown().optional(),
});
export type LayerDescription = z.infer<typeof layerSchema>;

/** A functional model's, and a sequential one's of Keras from 2.3. */
export const modelConfigSchema = z.object({
  layers: z.array(layerSchema).max(20_000),
  input_layers: z.unknown().optional(),
  output_layers: z.unknown().optional(),
  build_input_shape: z.unknown().optional(),
});
export type ModelConfig = z.infer<typeof modelConfigSchema>;

export const modelClasses: ReadonlySet<string> = new Set(['Functional', 'Sequential', 'Model', 'Pipeline']);

/** Throws `model-unreadable` where it is not one that Keras writes. */
export function parseModel(config: unknown, name: string): ModelConfig {
  // Keras before 2.3 describes a sequential model by the bare list of its layers.
  const parsed = modelConfigSchema.safeParse(Array.isArray(config) ? { layers: config } : config);
  if (parsed.success) return parsed.data;
  throw unreadable({ fault: 'keras-description-foreign', name }, parsed.error);
}

/** A layer's own settings. */
export const settingsOf = ({ config }: LayerDescription): Readonly<Record<string, unknown>> => (Array.isArray(config) ? {} : config);

export function nameOf(layer: LayerDescription): string {
  const { name } = settingsOf(layer);
  return layer.name ?? (typeof name === 'string' ? name : layer.class_name);
}

/** A value in a functional model: output `tensor` of call `node` of a layer. */
export interface Reference {
  readonly layer: string;
  readonly node: number;
}

/** What a call is given at one place: a value of the model, several, or something fixed. */
export type Argument<Value = Reference> =
  | { readonly kind: 'value'; readonly value: Value }
  | { readonly kind: 'several'; readonly items: readonly Argument<Value>[] }
  | { readonly kind: 'fixed'; readonly content: unknown };

/** What a layer or an operation is called with. */
export interface CallArguments<Value = Reference> {
  readonly positional: readonly Argument<Value>[];
  readonly named: Readonly<Record<string, Argument<Value>>>;
}

const historySchema = z.tuple([z.string(), z.int().min(0), z.literal(0)]).rest(z.unknown());
const tensorSchema = z.object({ class_name: z.literal('__keras_tensor__'), config: z.object({ keras_history: historySchema }) });
const modernCallSchema = z.object({ args: z.array(z.unknown()), kwargs: z.record(z.string(), z.unknown()).optional() });
const namedOfKeras2Schema = z.record(z.string(), z.unknown());

/** The arguments of each call of a layer. */
export function callsOf(inboundNodes: unknown): CallArguments[] {
  if (!Array.isArray(inboundNodes)) return [];
  return inboundNodes.map((call: unknown) => {
    // Keras 3: the call's arguments. Keras 2: a list of tensors, or one tensor right away, and behind each what is named.
    const modern = modernCallSchema.safeParse(call);
    if (modern.success) return modernCall(modern.data);
    const first: unknown = historySchema.safeParse(call).success ? call : Array.isArray(call) ? call[0] : undefined;
    const named = namedOfKeras2Schema.safeParse(Array.isArray(first) ? first[3] : undefined);
    return { positional: [argumentOf(call)], named: namedArguments(named.data ?? {}) };
  });
}

/** Keras 3 writes `training` for every layer that knows it, and does not heed it when a model answers. */
function modernCall({ args, kwargs = {} }: z.infer<typeof modernCallSchema>): CallArguments {
  const named = Object.fromEntries(Object.entries(kwargs).filter(([name]) => name !== 'training'));
  return { positional: args.map((content) => argumentOf(content)), named: namedArguments(named) };
}

const namedArguments = (named: Readonly<Record<string, unknown>>): CallArguments['named'] =>
  Object.fromEntries(Object.entries(named).map(([name, content]) => [name, argumentOf(content)]));

/** Lists of tensors within lists beyond this depth are no one's. */
const deepestList = 8;

function argumentOf(content: unknown, depth = 0): Argument {
  const value = referenceOf(content);
  if (value) return { kind: 'value', value };
  if (!Array.isArray(content) || depth > deepestList) return { kind: 'fixed', content };
  const items = content.map((item) => argumentOf(item, depth + 1));
  return items.some(({ kind }) => kind !== 'fixed') ? { kind: 'several', items } : { kind: 'fixed', content };
}

/** The same argument with other names for its values. */
export function renamed<From, To>(argument: Argument<From>, rename: (value: From) => To): Argument<To> {
  if (argument.kind === 'value') return { kind: 'value', value: rename(argument.value) };
  return argument.kind === 'fixed' ? argument : { kind: 'several', items: argument.items.map((item) => renamed(item, rename)) };
}

/** All values of a call, in order. */
export function valuesOf<Value>({ positional, named }: CallArguments<Value>): Value[] {
  const within = (argument: Argument<Value>): Value[] =>
    argument.kind === 'value' ? [argument.value] : argument.kind === 'several' ? argument.items.flatMap(within) : [];
  return [...positional, ...Object.values(named)].flatMap(within);
}

/** Whether a call is given nothing but values, and none by name. */
export function isPlain({ positional, named }: CallArguments): boolean {
  const whole = (argument: Argument): boolean => argument.kind === 'value' || (argument.kind === 'several' && argument.items.every(whole));
  return positional.every(whole) && Object.values(named).every(({ kind }) => kind === 'fixed');
}

/** The reference `["name", 0, 0]`, or that in a tensor of Keras 3. */
function referenceOf(value: unknown): Reference | undefined {
  const history = historySchema.safeParse(value);
  if (history.success) return { layer: history.data[0], node: history.data[1] };
  const tensor = tensorSchema.safeParse(value);
  return tensor.success ? referenceOf(tensor.data.config.keras_history) : undefined;
}

/** One reference, or those of a list and of the lists in it; undefined where there is anything else. */
export function referencesOf(value: unknown, depth = 0): readonly Reference[] | undefined {
  const single = referenceOf(value);
  if (single) return [single];
  if (!Array.isArray(value) || depth > deepestList) return undefined;
  const parts = value.map((item) => referencesOf(item, depth + 1));
  return parts.every((part) => part !== undefined) ? parts.flat() : undefined;
}

/**
 * Whether an entry is an operation (keras.ops, or arithmetic on Keras's tensors) and no layer, though some
 * share a name. An .h5 file leaves the module out; there only layers say whether they can be trained, or in
 * what precision they count, and of the operations Cast alone.
 */
export function isOperation({ module, config, class_name: className, inbound_nodes: calls }: LayerDescription): boolean {
  if (typeof module === 'string') return /^keras(\.src)?\.ops\b/.test(module);
  const modern = Array.isArray(calls) && calls.some((call) => modernCallSchema.safeParse(call).success);
  if (!modern || Array.isArray(config) || modelClasses.has(className) || className === 'InputLayer') return false;
  return !('trainable' in config) && (className === 'Cast' || !('dtype' in config));
}
