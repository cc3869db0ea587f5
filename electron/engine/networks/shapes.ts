import { EngineError, type Fault } from '../base/error.js';
import { createLayer } from './layers/index.js';
import { invalidNode, type Layer, type WeightSpecification } from './layers/layer.js';
import { elementCount, formatShape, type Shape } from '../base/numbers/shape.js';
import { inputName, type Network, type NetworkNode, type Weights } from './network.js';

/** A node with its layer, made for the shapes of its inputs. */
export interface ResolvedNode {
  readonly node: NetworkNode;
  readonly layer: Layer;
}

/** A network whose every node fits its inputs. */
export interface ResolvedNetwork {
  readonly network: Network;
  readonly nodes: readonly ResolvedNode[];
  /** Shape of every value by its node's name, the input's among them; without the batch. */
  readonly shapes: ReadonlyMap<string, Shape>;
  /** Every weight, in the order of the nodes. */
  readonly weights: readonly WeightSpecification[];
  /** Number of logits K. */
  readonly outputs: number;
}

/** The largest array that the runtimes here may allocate at once: 512 MiB of 32-bit numbers. */
const mostElements = 2 ** 27;

/** Checks a network node by node and infers all shapes; throws `network-invalid` naming the node. */
export function resolveNetwork(network: Network): ResolvedNetwork {
  requireInputShape(network.inputShape);
  const shapes = new Map<string, Shape>([[inputName, network.inputShape]]);
  const nodes = network.nodes.map((node): ResolvedNode => {
    if (node.name === '' || shapes.has(node.name)) throw invalidNode(node, { fault: 'node-name-invalid' });
    const inputShapes = node.inputs.map((input) => {
      const shape = shapes.get(input);
      if (shape === undefined) throw invalidNode(node, { fault: 'node-input-missing', input });
      return shape;
    });
    const layer = createLayer(node, inputShapes);
    for (const shape of [layer.outputShape, ...layer.weights.map((weight) => weight.shape)]) {
      if (elementCount(shape) > mostElements) throw invalidNode(node, { fault: 'node-array-too-large', shape: formatShape(shape) });
    }
    shapes.set(node.name, layer.outputShape);
    return { node, layer };
  });
  const outputs = requireOutput(network, shapes);
  return { network, nodes, shapes, outputs, weights: nodes.flatMap(({ layer }) => layer.weights) };
}

/** Every weight that the network needs, in the order of its nodes; throws `network-invalid`. */
export function listWeights(network: Network): readonly WeightSpecification[] {
  return resolveNetwork(network).weights;
}

/** Refuses weights that do not fit the network, naming the first that is missing or misshapen. */
export function requireWeights(resolved: ResolvedNetwork, weights: Weights): void {
  for (const { name, shape } of resolved.weights) {
    const given = weights.get(name);
    if (given === undefined) throw invalidNetwork({ fault: 'weight-missing', name });
    if (given.shape.join() !== shape.join() || given.data.length !== elementCount(shape)) {
      throw invalidNetwork({ fault: 'weight-shape', name, shape: formatShape(shape), given: formatShape(given.shape) });
    }
  }
}

function requireInputShape(shape: Shape): void {
  const known = shape.length === 1 || shape.length === 3;
  if (!known || !shape.every((size) => Number.isSafeInteger(size) && size > 0) || elementCount(shape) > mostElements) {
    throw invalidNetwork({ fault: 'network-input-shape', shape: formatShape(shape) });
  }
}

function requireOutput(network: Network, shapes: ReadonlyMap<string, Shape>): number {
  const shape = shapes.get(network.output);
  if (shape === undefined || network.output === inputName)
    throw invalidNetwork({ fault: 'network-output-missing', output: network.output });
  if (shape.length !== 1) throw invalidNetwork({ fault: 'network-output-not-vector', output: network.output, shape: formatShape(shape) });
  const needed = new Set([network.output]);
  for (const node of [...network.nodes].reverse()) {
    if (!needed.has(node.name)) throw invalidNode(node, { fault: 'node-unused' });
    node.inputs.forEach((input) => needed.add(input));
  }
  return shape[0];
}

function invalidNetwork(fault: Fault): EngineError {
  return new EngineError('network-invalid', fault);
}
