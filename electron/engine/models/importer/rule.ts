import type { KnownGraph } from '../../onnx/graph/layer-kinds.js';
import type { NodeProto } from '../../onnx/onnx_pb.js';
import type { ImportContext } from './context.js';
import type { ImportedValue } from './value.js';

/** How one operator is imported. */
export interface Rule {
  /** Tensors that carry the image into the node, or into the pattern that ends in it. */
  reads(node: NodeProto, graph: KnownGraph): readonly string[];
  /** Adds the node to the network; undefined where an input is missing or it was refused. */
  emit(node: NodeProto, context: ImportContext): ImportedValue | undefined;
}

export const readsFirst = (node: NodeProto): readonly string[] => [node.input[0]];
