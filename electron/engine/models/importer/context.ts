import type { NetworkNode, WeightArray } from '../../networks/network.js';
import type { NodeProto } from '../../onnx/onnx_pb.js';
import { operatorName } from '../../onnx/nodes.js';
import type { KnownGraph } from '../../onnx/graph/layer-kinds.js';
import { memoryOrder, valueSize, type ImportedValue } from './value.js';

/** A node of the network before it has a name. */
export type Unnamed<Node> = Node extends NetworkNode ? Omit<Node, 'name'> : never;

/** The network as far as it is imported, and what could not be. */
export class ImportContext {
  readonly nodes: NetworkNode[] = [];
  readonly weights = new Map<string, WeightArray>();
  readonly problems: string[] = [];
  readonly values = new Map<string, ImportedValue>();
  private readonly counts = new Map<string, number>();

  constructor(
    readonly graph: KnownGraph,
    /** Shape of the network's input; a reshape right at the image may settle it. */
    public inputShape: readonly number[],
  ) {}

  /** Notes why a node cannot be imported. What depends on it is skipped without a note of its own. */
  refuse(node: NodeProto, reason: string): undefined {
    this.problems.push(`${operatorName(node)} "${node.name || node.output[0]}": ${reason}`);
    return undefined;
  }

  /** The value of a tensor; undefined where something before it could not be imported. */
  value(node: NodeProto, tensor: string): ImportedValue | undefined {
    const found = this.values.get(tensor);
    if (found?.padding)
      return this.refuse(node, 'zeros are added around the image before it, which only convolution and pooling take over');
    return found;
  }

  /** The value as a vector [F], flattened where it is a feature map of one row. */
  vector(node: NodeProto, tensor: string): ImportedValue | undefined {
    const found = this.value(node, tensor);
    return found && this.flatten(node, found);
  }

  flatten(node: NodeProto, value: ImportedValue): ImportedValue | undefined {
    if (value.shape.length === 1) return value;
    const order = memoryOrder(value);
    if (!order) return this.refuse(node, 'flattens an image in an order that is neither CHW nor HWC');
    const name = this.add({ kind: 'flatten', inputs: [value.node], order });
    return { node: name, shape: [valueSize(value)], axes: ['F'], nonNegative: value.nonNegative };
  }

  /** Adds a node and returns its name: its kind and a number. */
  add(node: Unnamed<NetworkNode>): string {
    const count = (this.counts.get(node.kind) ?? 0) + 1;
    this.counts.set(node.kind, count);
    const name = `${node.kind}${count}`;
    this.nodes.push({ ...node, name });
    return name;
  }

  setWeight(name: string, shape: readonly number[], data: Float32Array): void {
    this.weights.set(name, { shape, data });
  }

  outputShape(node: NodeProto): readonly number[] | undefined {
    return this.graph.observed.get(node.output[0])?.shape.slice(1);
  }
}
