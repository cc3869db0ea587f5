import { EngineError, type Fault } from '../base/error.js';
import { maximumNodes, oldestOpset } from './limits.js';
import { isStandardDomain, operatorName, subgraphsOf } from './nodes.js';
import type { GraphProto, ModelProto, NodeProto, TensorProto } from './onnx_pb.js';
import { bytesPerElement } from './tensors.js';
import { elementCount } from '../base/numbers/shape.js';
import { opsetOf } from './model.js';

function unsupported(fault: Fault): EngineError {
  return new EngineError('model-unsupported', fault);
}

function describeNode(node: NodeProto): string {
  return `${operatorName(node)} node "${node.name || node.output[0] || ''}"`;
}

/** Initializers must hold exactly the values that their shape announces. */
function checkTensor(tensor: TensorProto): void {
  const size = bytesPerElement(tensor.dataType);
  if (size === undefined) {
    throw unsupported({ fault: 'tensor-type-unused', name: tensor.name, dataType: tensor.dataType });
  }
  const count = elementCount(tensor.dims);
  if (tensor.dims.some((dim) => dim < 0n) || !Number.isSafeInteger(count)) {
    throw new EngineError('model-unreadable', { fault: 'tensor-shape-impossible', name: tensor.name });
  }
  const typed =
    tensor.floatData.length + tensor.int32Data.length + tensor.int64Data.length + tensor.doubleData.length + tensor.uint64Data.length;
  const held = tensor.rawData.length > 0 ? tensor.rawData.length / size : typed;
  if (held !== count) {
    throw new EngineError('model-unreadable', { fault: 'tensor-length', name: tensor.name, held, count });
  }
}

/** Names that are visible where a node stands; a second use of a name is refused. */
class Scope {
  private readonly names: Set<string>;

  constructor(outer: Scope | undefined) {
    this.names = new Set(outer?.names);
  }

  add(name: string): void {
    if (this.names.has(name)) throw new EngineError('model-unreadable', { fault: 'tensor-name-twice', name });
    this.names.add(name);
  }

  has(name: string): boolean {
    return this.names.has(name);
  }
}

/** Checks one graph and those nested in its nodes; returns the number of nodes in all. */
function checkNodes(graph: GraphProto, outer: Scope | undefined): number {
  const scope = new Scope(outer);
  for (const tensor of graph.initializer) {
    checkTensor(tensor);
    scope.add(tensor.name);
  }
  if (graph.sparseInitializer.length > 0) {
    throw unsupported({ fault: 'tensors-sparse' });
  }
  const initialized = new Set(graph.initializer.map(({ name }) => name));
  for (const { name } of graph.input) if (!initialized.has(name)) scope.add(name);
  let nodes = graph.node.length;
  for (const node of graph.node) {
    if (!isStandardDomain(node.domain) && node.domain !== 'com.microsoft') {
      throw unsupported({ fault: 'operator-custom', node: describeNode(node) });
    }
    for (const input of node.input) {
      if (input !== '' && !scope.has(input)) {
        throw new EngineError('model-unreadable', { fault: 'node-reads-missing-value', node: describeNode(node), input });
      }
    }
    for (const { t } of node.attribute) if (t) checkTensor(t);
    for (const nested of subgraphsOf(node)) nodes += checkNodes(nested, scope);
    for (const output of node.output) if (output !== '') scope.add(output);
  }
  for (const { name } of graph.output) {
    if (!scope.has(name)) throw new EngineError('model-unreadable', { fault: 'output-not-produced', name });
  }
  return nodes;
}

/** Structure, bounds and operators of a parsed model whose external data is loaded. */
export function checkGraph(proto: ModelProto, graph: GraphProto): void {
  const opset = opsetOf(proto);
  if (opset < oldestOpset) {
    throw unsupported({ fault: 'opset-too-old', opset, oldestOpset });
  }
  if (graph.node.length > maximumNodes) {
    throw unsupported({ fault: 'too-many-nodes', maximumNodes });
  }
  if (checkNodes(graph, undefined) > maximumNodes) {
    throw unsupported({ fault: 'too-many-nodes', maximumNodes });
  }
  if (graph.output.length === 0) throw new EngineError('model-unreadable', { fault: 'output-missing' });
}
