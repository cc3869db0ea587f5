import type { ModelSource } from '../../../shared/domain/model.js';
import { inputName, type Network, type Weights } from '../training/network.js';
import { valueViews } from './graph/value-views.js';
import { activationRules } from './importer/activations.js';
import { arithmeticRules } from './importer/arithmetic.js';
import { ImportContext } from './importer/context.js';
import { layerRules } from './importer/layers.js';
import { poolingRules } from './importer/pooling.js';
import type { Rule } from './importer/rule.js';
import { shapeRules } from './importer/shapes.js';
import type { ImportedValue } from './importer/value.js';
import { verifyImport } from './importer/verify.js';
import type { OnnxModel } from './onnx/model.js';
import { operatorName } from './onnx/nodes.js';
import type { NodeProto } from './onnx/onnx_pb.js';
import { prepareModel, type PreparedModel } from './prepared-model.js';

/** A network of the trainer with the model's weights; it gives the model's logits. */
export interface ImportedNetwork {
  readonly network: Network;
  readonly weights: Weights;
}

/** What keeps a model from being imported: operator, node and reason of each obstacle. */
export interface UnsupportedNetwork {
  readonly unsupported: readonly string[];
}

export function isImported(result: ImportedNetwork | UnsupportedNetwork): result is ImportedNetwork {
  return 'network' in result;
}

const rules: ReadonlyMap<string, Rule> = new Map(Object.entries({ ...layerRules, ...poolingRules, ...activationRules, ...arithmeticRules, ...shapeRules }));

function ruleOf(node: NodeProto): Rule | undefined {
  return rules.get(operatorName(node));
}

/** Nodes to import, in graph order: those whose values reach the logits, patterns by their last node. */
function nodesToImport(model: PreparedModel, start: string): NodeProto[] {
  const varying = model.topology.descendants(model.inputName);
  const needed = new Set<NodeProto>();
  const pending = [model.head.tensor];
  for (let tensor = pending.pop(); tensor !== undefined; tensor = pending.pop()) {
    const node = tensor === start ? undefined : model.topology.producers.get(tensor);
    if (!node || needed.has(node)) continue;
    needed.add(node);
    const reads = ruleOf(node)?.reads(node, model) ?? node.input;
    pending.push(...reads.filter((name) => varying.has(name)));
  }
  return model.topology.graph.node.filter((node) => needed.has(node));
}

function importFrom(model: PreparedModel, start: string, value: ImportedValue): ImportedNetwork | UnsupportedNetwork {
  const context = new ImportContext(model, value.shape);
  context.values.set(start, value);
  const nodes = nodesToImport(model, start);
  for (const node of nodes) {
    const rule = ruleOf(node);
    const imported = rule ? rule.emit(node, context) : context.refuse(node, 'the trainer has no such layer');
    if (imported) context.values.set(node.output[0], imported);
  }
  const last = nodes.at(-1);
  const logits = last && context.vector(last, model.head.tensor);
  if (context.problems.length > 0) return { unsupported: context.problems };
  if (!logits || logits.node === inputName) return { unsupported: ['the logits are not reached from the cut'] };
  return { network: { inputShape: context.inputShape, nodes: context.nodes, output: logits.node }, weights: context.weights };
}

/** The tensor at a cut as the features are handed out there. */
function valueAt(model: PreparedModel, tensor: string): ImportedValue | undefined {
  const view = valueViews(model).get(tensor);
  const sizes = model.observed.get(tensor)?.shape.slice(1);
  if (!view || !sizes) return undefined;
  if (view.axes === 'planes') return { node: inputName, shape: view.shape, axes: ['C', 'H', 'W'] };
  if (view.axes === 'interleaved') return { node: inputName, shape: view.shape, axes: ['H', 'W', 'C'] };
  const wide = Math.max(0, sizes.findIndex((size) => size > 1));
  const vector = sizes.filter((size) => size > 1).length <= 1;
  return vector ? { node: inputName, shape: view.shape, axes: sizes.map((_, index) => (index === wide ? 'F' : '1')) } : undefined;
}

/** The part of a model after a cut, verified on noise; features as `openFeatureExtractor` gives them. */
export async function importSuffix(model: PreparedModel, tensor: string): Promise<ImportedNetwork | UnsupportedNetwork> {
  const value = valueAt(model, tensor);
  if (!value) return { unsupported: [`the tensor "${tensor}" is neither a feature map nor a vector`] };
  const imported = importFrom(model, tensor, value);
  return isImported(imported) ? verifyImport(model, tensor, imported) : imported;
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
