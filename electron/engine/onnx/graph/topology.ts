import { subgraphsOf } from '../nodes.js';
import type { GraphProto, NodeProto, TensorProto } from '../onnx_pb.js';

/** Names that nested graphs read from the graphs around them. */
function capturedNames(graph: GraphProto): string[] {
  const own = new Set([
    ...graph.input.map(({ name }) => name),
    ...graph.initializer.map(({ name }) => name),
    ...graph.node.flatMap(({ output }) => output),
  ]);
  const read = [...graph.node.flatMap((node) => tensorsReadBy(node)), ...graph.output.map(({ name }) => name)];
  return read.filter((name) => !own.has(name));
}

/** Every tensor that a node reads, those that its nested graphs capture included. */
export function tensorsReadBy(node: NodeProto): string[] {
  return [...node.input.filter((name) => name !== ''), ...subgraphsOf(node).flatMap(capturedNames)];
}

/** Who produces and who reads each tensor of a graph. */
export class Topology {
  readonly producers = new Map<string, NodeProto>();
  readonly consumers = new Map<string, NodeProto[]>();
  readonly initializers = new Map<string, TensorProto>();

  constructor(readonly graph: GraphProto) {
    for (const tensor of graph.initializer) this.initializers.set(tensor.name, tensor);
    for (const node of graph.node) {
      for (const name of node.output) if (name !== '') this.producers.set(name, node);
      for (const name of new Set(tensorsReadBy(node))) {
        const readers = this.consumers.get(name);
        if (readers) readers.push(node);
        else this.consumers.set(name, [node]);
      }
    }
  }

  consumersOf(tensor: string): readonly NodeProto[] {
    return this.consumers.get(tensor) ?? [];
  }

  /** Tensors that depend on `source`, itself included. */
  descendants(source: string): Set<string> {
    const reached = new Set([source]);
    for (const node of this.graph.node) {
      if (tensorsReadBy(node).some((name) => reached.has(name))) for (const name of node.output) reached.add(name);
    }
    reached.delete('');
    return reached;
  }

  /** Nodes that `tensors` depend on, in graph order, not looking beyond the tensors in `boundary`. */
  ancestors(tensors: readonly string[], boundary: ReadonlySet<string> = new Set()): NodeProto[] {
    const needed = new Set<NodeProto>();
    const pending = tensors.filter((name) => !boundary.has(name));
    for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
      const node = this.producers.get(name);
      if (!node || needed.has(node)) continue;
      needed.add(node);
      pending.push(...tensorsReadBy(node).filter((read) => !boundary.has(read)));
    }
    return this.graph.node.filter((node) => needed.has(node));
  }
}
