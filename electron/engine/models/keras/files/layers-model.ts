import { z } from 'zod';
import { unreadable } from '../refusals.js';
import { translateModel, type ImageSize, type TranslatedModel } from '../translate.js';
import type { WeightSource } from '../weight-source.js';
import { parseDescription } from './description.js';
import { manifestSchema, readGroup, type WeightsManifest } from './weight-shards.js';
import { findWeights, type NamedWeight } from './weights-by-name.js';

/** TensorFlow.js's model.json, as far as layers models and graph models have it in common. */
export const modelJsonSchema = z.object({
  format: z.string().nullish(),
  generatedBy: z.string().nullish(),
  convertedBy: z.string().nullish(),
  modelTopology: z.record(z.string(), z.unknown()),
  weightsManifest: manifestSchema,
  /** What a graph model takes and gives; older converters keep it in the metadata. */
  signature: z.unknown().optional(),
  userDefinedMetadata: z.looseObject({ signature: z.unknown().optional() }).nullish(),
});
export type ModelJson = z.infer<typeof modelJsonSchema>;

/** A graph model has operators, a layers model has a description of layers. */
export function isGraphModel({ format, modelTopology }: ModelJson): boolean {
  return format === 'graph-model' || Array.isArray(modelTopology.node);
}

const topologySchema = z.object({ model_config: z.looseObject({}).optional(), keras_version: z.string().optional() });

/** A TensorFlow.js layers model; `groups` holds the joined weight files of each group of its manifest. */
export function readLayersModel(
  json: ModelJson,
  groups: readonly Uint8Array[],
  size: ImageSize | undefined,
): TranslatedModel & { readonly version: string } {
  const topology = topologySchema.safeParse(json.modelTopology);
  if (!topology.success) throw unreadable({ fault: 'model-json-without-layers' }, topology.error);
  const { className, config } = parseDescription(topology.data.model_config ?? json.modelTopology);
  const weights = weightsOf(json.weightsManifest, groups);
  const source: WeightSource = { read: (place, roles) => findWeights(weights, place, roles) };
  return { ...translateModel(className, config, source, size), version: topology.data.keras_version ?? 'of TensorFlow.js' };
}

function weightsOf(manifest: WeightsManifest, groups: readonly Uint8Array[]): NamedWeight[] {
  return manifest.flatMap(({ weights }, index) =>
    [...readGroup(weights, groups[index])].map(([name, array]) => ({ name, read: () => array })),
  );
}
