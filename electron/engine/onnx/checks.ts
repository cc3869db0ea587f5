import { EngineError } from '../base/error.js';
import { maximumNodes, oldestOpset } from './limits.js';
import { isStandardDomain, operatorName, subgraphsOf } from './nodes.js';
import type { GraphProto, ModelProto, NodeProto, TensorProto } from './onnx_pb.js';
import { bytesPerElement } from './tensors.js';
import { elementCount } from '../base/numbers/shape.js';
import { opsetOf } from './model.js';

const exportAgain = 'The file may be damaged: copy it or export the model again.';

function unsupported(message: string, hint: string): EngineError {
  return new EngineError('model-unsupported', message, hint);
}

function describeNode(node: NodeProto): string {
  return `${operatorName(node)} node "${node.name || node.output[0] || ''}"`;
}

/** Initializers must hold exactly the values that their shape announces. */
function checkTensor(tensor: TensorProto): void {
  const size = bytesPerElement(tensor.dataType);
  if (size === undefined) {
    throw unsupported(
      `Tensor "${tensor.name}" has an element type that image classifiers do not use (${tensor.dataType}).`,
      'Export the model with 32-bit floating-point weights.',
    );
  }
  const count = elementCount(tensor.dims);
  if (tensor.dims.some((dim) => dim < 0n) || !Number.isSafeInteger(count)) {
    throw new EngineError('model-unreadable', `Tensor "${tensor.name}" has an impossible shape.`, exportAgain);
  }
  const typed =
    tensor.floatData.length + tensor.int32Data.length + tensor.int64Data.length + tensor.doubleData.length + tensor.uint64Data.length;
  const held = tensor.rawData.length > 0 ? tensor.rawData.length / size : typed;
  if (held !== count) {
    throw new EngineError(
      'model-unreadable',
      `Tensor "${tensor.name}" holds ${held} values where its shape asks for ${count}.`,
      exportAgain,
    );
  }
}

/** Names that are visible where a node stands; a second use of a name is refused. */
class Scope {
  private readonly names: Set<string>;

  constructor(outer: Scope | undefined) {
    this.names = new Set(outer?.names);
  }

  add(name: string): void {
    if (this.names.has(name)) throw new EngineError('model-unreadable', `The name "${name}" is given to two tensors.`, exportAgain);
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
    throw unsupported('The model holds sparse tensors, which are not read here.', 'Export the model with dense weights.');
  }
  const initialized = new Set(graph.initializer.map(({ name }) => name));
  for (const { name } of graph.input) if (!initialized.has(name)) scope.add(name);
  let nodes = graph.node.length;
  for (const node of graph.node) {
    if (!isStandardDomain(node.domain) && node.domain !== 'com.microsoft') {
      throw unsupported(
        `The ${describeNode(node)} is a custom operator, which could run code of its own.`,
        'Only the standard ONNX operators are run; export the model without custom operators.',
      );
    }
    for (const input of node.input) {
      if (input !== '' && !scope.has(input)) {
        throw new EngineError(
          'model-unreadable',
          `The ${describeNode(node)} reads "${input}", which nothing before it produces.`,
          exportAgain,
        );
      }
    }
    for (const { t } of node.attribute) if (t) checkTensor(t);
    for (const nested of subgraphsOf(node)) nodes += checkNodes(nested, scope);
    for (const output of node.output) if (output !== '') scope.add(output);
  }
  for (const { name } of graph.output) {
    if (!scope.has(name)) throw new EngineError('model-unreadable', `The output "${name}" is produced by no node.`, exportAgain);
  }
  return nodes;
}

/** Structure, bounds and operators of a parsed model whose external data is loaded. */
export function checkGraph(proto: ModelProto, graph: GraphProto): void {
  const opset = opsetOf(proto);
  if (opset < oldestOpset) {
    throw unsupported(
      `The model uses ONNX operator set ${opset}; the runtime starts at ${oldestOpset}.`,
      'Export the model again with a newer operator set, 17 for instance.',
    );
  }
  if (graph.node.length > maximumNodes) {
    throw unsupported(`The model has more than ${maximumNodes} nodes.`, 'Models of this size are not audited here.');
  }
  if (checkNodes(graph, undefined) > maximumNodes) {
    throw unsupported(`The model has more than ${maximumNodes} nodes.`, 'Models of this size are not audited here.');
  }
  if (graph.output.length === 0) throw new EngineError('model-unreadable', 'The model has no output.', exportAgain);
}
