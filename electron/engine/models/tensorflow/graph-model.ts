import { basename } from 'node:path';
import { z } from 'zod';
import type { ModelSource } from '../../../../shared/domain/model.js';
import { EngineError } from '../../base/error.js';
import { JsonGraph } from '../../runtimes/tensorflow/json-graph.js';
import { listingDigest } from '../../base/files/digest.js';
import type { ModelJson } from '../keras/files/layers-model.js';
import { readShardFiles } from '../keras/files/shard-files.js';
import { requireAllowed } from './allowed-operators.js';
import { chooseInput, chooseOutput, type NamedTensor } from './choose-tensors.js';
import type { TensorflowModel } from './tensorflow-model.js';

const tensorSchema = z.object({
  name: z.string(),
  dtype: z.string(),
  tensorShape: z.object({ dim: z.array(z.object({ size: z.coerce.number() })).optional() }).optional(),
});
const signatureSchema = z.object({ inputs: z.record(z.string(), tensorSchema), outputs: z.record(z.string(), tensorSchema) });
const topologySchema = z.object({
  node: z.array(z.object({ name: z.string(), op: z.string() })).max(100_000),
  library: z.object({ function: z.array(z.object({ nodeDef: z.array(z.object({ op: z.string() })).optional() })).optional() }).optional(),
});

/** A TensorFlow.js graph model: operators in JSON, weights beside it. Throws `model-unreadable`, `model-unsupported`. */
export async function readGraphModel(
  path: string,
  bytes: Uint8Array,
  json: ModelJson,
  source: Pick<ModelSource, 'outputName'> | undefined,
): Promise<TensorflowModel> {
  const topology = topologySchema.safeParse(json.modelTopology);
  const signature = signatureSchema.safeParse(json.signature ?? json.userDefinedMetadata?.signature);
  if (!topology.success) throw new EngineError('model-unreadable', { fault: 'model-json-without-graph' }, { cause: topology.error });
  if (!signature.success) throw new EngineError('model-unreadable', { fault: 'graph-model-without-signature' });
  const operators = countOperators(topology.data);
  requireAllowed(operators.keys());
  const input = chooseInput(tensorsOf(signature.data.inputs));
  const output = chooseOutput(tensorsOf(signature.data.outputs), source?.outputName);
  const { groups, digests } = await readShardFiles(path, json.weightsManifest);
  return {
    name: basename(path),
    sha256: listingDigest(bytes, digests),
    format: 'tfjs-graph',
    runtime: 'tensorflow',
    signature: 'serving_default',
    signatures: ['serving_default'],
    input: { name: input.key, shape: input.shape },
    output: { name: output.key, shape: output.shape },
    outputNames: Object.keys(signature.data.outputs),
    operators,
    async load() {
      const graph = await JsonGraph.load({
        ...json,
        weightSpecs: json.weightsManifest.flatMap(({ weights }) => weights),
        weightData: Uint8Array.from(Buffer.concat([...groups])).buffer,
      });
      return {
        run: (batch, shape) => graph.run(input.tensor, batch, shape, output.tensor),
        release: () => graph.release(),
      };
    },
  };
}

function countOperators({ node, library }: z.infer<typeof topologySchema>): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const all = [...node, ...(library?.function ?? []).flatMap(({ nodeDef }) => nodeDef ?? [])];
  for (const { op } of all) counts.set(op, (counts.get(op) ?? 0) + 1);
  return counts;
}

function tensorsOf(tensors: z.infer<typeof signatureSchema>['inputs']): (NamedTensor & { readonly tensor: string })[] {
  return Object.entries(tensors).map(([key, { name, dtype, tensorShape }]) => ({
    key,
    tensor: name,
    isFloat: dtype === 'DT_FLOAT',
    shape: (tensorShape?.dim ?? []).map(({ size }) => (size > 0 ? size : undefined)),
  }));
}
