import { constantOf, type KnownGraph } from '../../onnx/graph/layer-kinds.js';
import type { ActivationNode } from '../../networks/network.js';
import type { NodeProto } from '../../onnx/onnx_pb.js';
import { floatAttribute } from '../../onnx/nodes.js';
import { clipBounds } from './activations.js';

/** Activations that exporters write out as a product: SiLU, hard swish and the exact GELU. */

export interface ActivationPattern {
  readonly kind: ActivationNode['kind'];
  /** The activation's argument. */
  readonly argument: string;
}

interface Product {
  readonly tensors: string[];
  constant: number;
}

function scalar(name: string, graph: KnownGraph): number | undefined {
  const constant = constantOf(name, graph);
  return constant?.values.length === 1 ? constant.values[0] : undefined;
}

/** Factors of a product written as nested Mul and Div nodes by which nothing else is read. */
function factorsOf(node: NodeProto, graph: KnownGraph, product: Product = { tensors: [], constant: 1 }): Product {
  const [left, right] = node.input;
  for (const [index, tensor] of [left, right].entries()) {
    const number = scalar(tensor, graph);
    const divides = node.opType === 'Div' && index === 1;
    const producer = graph.topology.producers.get(tensor);
    if (number !== undefined) product.constant *= divides ? 1 / number : number;
    else if (!divides && producer && isProduct(producer, graph) && graph.topology.consumersOf(tensor).length === 1)
      factorsOf(producer, graph, product);
    else product.tensors.push(divides ? '' : tensor);
  }
  return product;
}

function isProduct(node: NodeProto, graph: KnownGraph): boolean {
  return node.opType === 'Mul' || (node.opType === 'Div' && scalar(node.input[1], graph) !== undefined);
}

const close = (a: number | undefined, b: number): boolean => a !== undefined && Math.abs(a - b) < 1e-5;

/** The tensor x where `tensor` is x + `added`. */
function summand(tensor: string, added: number, graph: KnownGraph): string | undefined {
  const node = graph.topology.producers.get(tensor);
  if (node?.opType !== 'Add') return undefined;
  const [left, right] = node.input;
  if (close(scalar(right, graph), added)) return left;
  return close(scalar(left, graph), added) ? right : undefined;
}

/** The tensor x where `tensor` is erf(x / sqrt 2). */
function errorFunctionArgument(tensor: string | undefined, graph: KnownGraph): string | undefined {
  const erf = tensor === undefined ? undefined : graph.topology.producers.get(tensor);
  const inner = erf?.opType === 'Erf' ? graph.topology.producers.get(erf.input[0]) : undefined;
  if (!inner || !isProduct(inner, graph)) return undefined;
  const { tensors, constant } = factorsOf(inner, graph);
  return tensors.length === 1 && close(constant, Math.SQRT1_2) ? tensors[0] : undefined;
}

function matchPair(x: string, gate: string, constant: number, graph: KnownGraph): ActivationNode['kind'] | undefined {
  const node = graph.topology.producers.get(gate);
  if (node?.opType === 'Sigmoid' && node.input[0] === x && close(constant, 1)) return 'silu';
  const hard =
    node?.opType === 'HardSigmoid' && close(floatAttribute(node, 'alpha', 0.2), 1 / 6) && close(floatAttribute(node, 'beta', 0.5), 0.5);
  if (hard && node.input[0] === x && close(constant, 1)) return 'hard-swish';
  if (node?.opType === 'Clip' && close(constant, 1 / 6) && summand(node.input[0], 3, graph) === x) {
    const bounds = clipBounds(node, graph);
    if (bounds?.low === 0 && bounds.high === 6) return 'hard-swish';
  }
  if (close(constant, 0.5) && errorFunctionArgument(summand(gate, 1, graph), graph) === x) return 'gelu';
  return undefined;
}

/** The activation that a Mul or Div node ends, if it does. */
export function activationPattern(node: NodeProto, graph: KnownGraph): ActivationPattern | undefined {
  if (!isProduct(node, graph)) return undefined;
  const { tensors, constant } = factorsOf(node, graph);
  if (tensors.length !== 2) return undefined;
  for (const [x, gate] of [tensors, [...tensors].reverse()]) {
    const kind = matchPair(x, gate, constant, graph);
    if (kind) return { kind, argument: x };
  }
  return undefined;
}
