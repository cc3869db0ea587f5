import type { ModelSource } from '../../../shared/domain/model.js';
import { inputName } from '../networks/network.js';
import { valueViews } from '../onnx/graph/value-views.js';
import { activationRules } from './importer/activations.js';
import { arithmeticRules } from './importer/arithmetic.js';
import { ImportContext } from './importer/context.js';
import { layerRules } from './importer/layers.js';
import { normalisationRules } from './importer/normalisation.js';
import { isImported, type ImportedNetwork, type UnsupportedNetwork } from './importer/imported-network.js';
import { poolingRules } from './importer/pooling.js';
import type { Rule } from './importer/rule.js';
import { shapeRules } from './importer/shapes.js';
import type { ImportedValue } from './importer/value.js';
import { verifyImport } from './importer/verify.js';
import type { OnnxModel } from '../onnx/model.js';
import { operatorName } from '../onnx/nodes.js';
import type { NodeProto } from '../onnx/onnx_pb.js';
import { prepareModel, type PreparedModel } from './prepared-model.js';

const rules: ReadonlyMap<string, Rule> = new Map(
  Object.entries({ ...layerRules, ...normalisationRules, ...poolingRules, ...activationRules, ...arithmeticRules, ...shapeRules }),
);

function ruleOf(node: NodeProto): Rule | undefined {
  return rules.get(operatorName(node));
}

/** Nodes to import, in graph order: those whose values reach the end, patterns by their last node. */
function nodesToImport(model: PreparedModel, start: string, end: string): NodeProto[] {
  const varying = model.topology.descendants(model.inputName);
  const needed = new Set<NodeProto>();
  const pending = [end];
  for (let tensor = pending.pop(); tensor !== undefined; tensor = pending.pop()) {
    const node = tensor === start ? undefined : model.topology.producers.get(tensor);
    if (!node || needed.has(node)) continue;
    needed.add(node);
    const reads = ruleOf(node)?.reads(node, model) ?? node.input;
    pending.push(...reads.filter((name) => varying.has(name)));
  }
  return model.topology.graph.node.filter((node) => needed.has(node));
}

/** The part of a model from `start`, seen as `value`, to the vector `end`; not yet held against the model. */
function importBetween(model: PreparedModel, start: string, value: ImportedValue, end: string): ImportedNetwork | UnsupportedNetwork {
  const context = new ImportContext(model, value.shape);
  context.values.set(start, value);
  const nodes = nodesToImport(model, start, end);
  for (const node of nodes) {
    const rule = ruleOf(node);
    const imported = rule ? rule.emit(node, context) : context.refuse(node, 'the trainer has no such layer');
    if (imported) context.values.set(node.output[0], imported);
  }
  const last = nodes.at(-1);
  const output = last && context.vector(last, end);
  if (context.problems.length > 0) return { unsupported: context.problems };
  if (!output || output.node === inputName) return { unsupported: [`nothing leads from "${start}" to "${end}"`] };
  return { network: { inputShape: context.inputShape, nodes: context.nodes, output: output.node }, weights: context.weights };
}

/** The tensor at a cut as the features are handed out there. */
function valueAt(model: PreparedModel, tensor: string): ImportedValue | undefined {
  const view = valueViews(model).get(tensor);
  const sizes = model.observed.get(tensor)?.shape.slice(1);
  if (!view || !sizes) return undefined;
  if (view.axes === 'planes') return { node: inputName, shape: view.shape, axes: ['C', 'H', 'W'] };
  if (view.axes === 'interleaved') return { node: inputName, shape: view.shape, axes: ['H', 'W', 'C'] };
  if (view.axes === 'grey') return { node: inputName, shape: view.shape, axes: ['H', 'W'] };
  const wide = Math.max(
    0,
    sizes.findIndex((size) => size > 1),
  );
  const vector = sizes.filter((size) => size > 1).length <= 1;
  return vector ? { node: inputName, shape: view.shape, axes: sizes.map((_, index) => (index === wide ? 'F' : '1')) } : undefined;
}

/** The part of a model after a cut, verified on noise; features as `openFeatureExtractor` gives them. */
export async function importSuffix(model: PreparedModel, tensor: string): Promise<ImportedNetwork | UnsupportedNetwork> {
  const value = valueAt(model, tensor);
  if (!value) return { unsupported: [`the tensor "${tensor}" is neither a feature map nor a vector`] };
  const imported = importBetween(model, tensor, value, model.head.tensor);
  return isImported(imported) ? verifyImport(model, tensor, imported) : imported;
}

/** The part of a model from its image to the vector `tensor`, not held against the model. */
export function importPrefix(model: PreparedModel, tensor: string): ImportedNetwork | UnsupportedNetwork {
  const value = valueAt(model, model.inputName);
  return value ? importBetween(model, model.inputName, value, tensor) : { unsupported: ['the input is neither an image nor a vector'] };
}

/**
 * Brings an ONNX model into the trainer's own description, with its weights, so that the same
 * network can be trained anew. What is not understood is listed, never guessed, and the result is
 * held against the model on noise images before it is given out. The network takes images as
 * [C, H, W] (or [F]) whatever layout the model has.
 */
export async function importNetwork(model: OnnxModel, source?: ModelSource): Promise<ImportedNetwork | UnsupportedNetwork> {
  const ready = await prepareModel(model, source);
  return importSuffix(ready, ready.inputName);
}
