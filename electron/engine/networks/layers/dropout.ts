import type { GraphBuilder, Value } from '../../onnx/graph-builder.js';
import type { DropoutNode } from '../network.js';
import { invalidNode, onlyInput, withoutWeights, type Layer } from './layer.js';
import { elementCount, type Shape } from '../../base/numbers/shape.js';

/**
 * Dropout in whole numbers, so that every runtime drops the same values. Each example gets two new
 * random numbers a, c below 2^40 in each step; its unit with the key x is dropped where
 * (a x + c) mod 2^40 < rate 2^40. This multiply-add family is strongly universal (Dietzfelbinger,
 * "Universal hashing and k-wise independent random variables via integer arithmetic without
 * primes", STACS 1996): a unit is dropped with the given probability and any two units
 * independently; examples, steps and layers are independent altogether. With keys below 2^22 no
 * product leaves 63 bits.
 */
export const dropoutKeyBits = 40;
const unitKeyBits = 22;

export function dropoutLayer(node: DropoutNode, inputShapes: readonly Shape[]): Layer {
  const shape = onlyInput(node, inputShapes);
  const units = elementCount(shape);
  if (!(node.rate >= 0 && node.rate < 1)) throw invalidNode(node, { fault: 'node-rate-invalid', rate: node.rate });
  if (units > 2 ** unitKeyBits) throw invalidNode(node, { fault: 'node-drops-from-too-many', units, unitKeyBits });
  return {
    outputShape: shape,
    weights: [],
    emit(context, [input]) {
      const { graph } = context;
      if (context.mode === 'inference' || node.rate === 0) {
        return { output: input, backward: (gradient) => withoutWeights(() => gradient) };
      }
      const mask = emitMask(graph, context.dropoutKeys(node.name), shape, node.rate);
      return {
        output: graph.op('Mul', [input, mask]),
        backward: (gradient) => withoutWeights(() => graph.op('Mul', [gradient, mask])),
      };
    },
  };
}

/** [N, ...shape]: 0 where a value is dropped, else 1 / (1 - rate). */
function emitMask(graph: GraphBuilder, keys: Value, shape: Shape, rate: number): Value {
  const part = (index: number): Value => {
    const column = graph.op('Slice', [keys, ...[[index], [index + 1], [1]].map((values) => graph.integers(values))]);
    return graph.op('Reshape', [column, graph.integers([-1, ...shape.map(() => 1)])]);
  };
  const unitKeys = graph.shared(`dropout keys ${shape.join()}`, () => graph.constant([1, ...shape], createUnitKeys(elementCount(shape))));
  const mixed = graph.op('Add', [graph.op('Mul', [part(0), unitKeys]), part(1)]);
  const hashed = graph.op('BitwiseAnd', [mixed, wholeScalar(graph, 2 ** dropoutKeyBits - 1)]);
  const dropped = graph.op('Less', [hashed, wholeScalar(graph, Math.round(rate * 2 ** dropoutKeyBits))]);
  return graph.op('Where', [dropped, graph.scalar(0), graph.scalar(1 / (1 - rate))]);
}

const wholeScalar = (graph: GraphBuilder, value: number): Value =>
  graph.shared(`whole ${value}`, () => graph.constant([], BigInt64Array.of(BigInt(value))));

/**
 * A key of 22 bits for each unit, all different: its position, scrambled by steps that can be
 * undone (odd factors and shifts), so that neighbours have nothing in common.
 */
export function createUnitKeys(count: number): BigInt64Array {
  const mask = 2 ** unitKeyBits - 1;
  return BigInt64Array.from({ length: count }, (_, unit) => {
    let key = unit;
    for (const factor of [0x2c1b3d, 0x297a2d, 0x1b873593]) {
      key = Math.imul(key ^ (key >>> 11), factor) & mask;
    }
    return BigInt(key ^ (key >>> 11));
  });
}
