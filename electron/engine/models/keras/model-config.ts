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

export const modelClasses: ReadonlySet<string> = new Set(['Functional', 'Sequential', 'Model']);

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

const historySchema = z.tuple([z.string(), z.int().min(0), z.literal(0)]).rest(z.unknown());
const tensorSchema = z.object({ class_name: z.literal('__keras_tensor__'), config: z.object({ keras_history: historySchema }) });
const callSchema = z.object({ args: z.array(z.unknown()) });

/** The inputs of each call of a layer; undefined where they are no plain tensors. */
export function callsOf(inboundNodes: unknown): (readonly Reference[] | undefined)[] {
  if (!Array.isArray(inboundNodes)) return [];
  return inboundNodes.map((call) => {
    const modern = callSchema.safeParse(call);
    // Keras 3: the call's arguments. Keras 2: a list of tensors, or one tensor right away.
    if (modern.success) return referencesOf(modern.data.args);
    return referencesOf(call);
  });
}

/** References from `["name", 0, 0]`, a list of such, or Keras 3's tensors, singly or in a list. */
export function referencesOf(value: unknown): readonly Reference[] | undefined {
  const history = historySchema.safeParse(value);
  if (history.success) return [{ layer: history.data[0], node: history.data[1] }];
  const tensor = tensorSchema.safeParse(value);
  if (tensor.success) return referencesOf(tensor.data.config.keras_history);
  if (!Array.isArray(value)) return undefined;
  const parts = value.map(referencesOf);
  return parts.every((part) => part !== undefined) ? parts.flat() : undefined;
}
