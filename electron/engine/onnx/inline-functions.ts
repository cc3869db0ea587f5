import { clone } from '@bufbuild/protobuf';
import { EngineError } from '../base/error.js';
import { maximumNodes } from './limits.js';
import { opsetOf } from './model.js';
import { isStandardDomain } from './nodes.js';
import {
  AttributeProtoSchema,
  NodeProtoSchema,
  type AttributeProto,
  type FunctionProto,
  type GraphProto,
  type ModelProto,
  type NodeProto,
} from './onnx_pb.js';

/** Functions that call each other deeper than this are refused; exporters nest two or three levels. */
const maximumDepth = 16;

function keyOf({ domain, overload }: { domain: string; overload: string }, name: string): string {
  return `${isStandardDomain(domain) ? '' : domain}:${name}:${overload}`;
}

/** The attribute with references to the call's attributes replaced; undefined where the call leaves it out. */
function resolveAttribute(attribute: AttributeProto, call: ReadonlyMap<string, AttributeProto>): AttributeProto | undefined {
  if (attribute.refAttrName === '') return attribute;
  const given = call.get(attribute.refAttrName);
  if (!given) return undefined;
  const resolved = clone(AttributeProtoSchema, given);
  resolved.name = attribute.name;
  return resolved;
}

/** Replaces calls of functions in a model by the bodies of the functions. */
class Inliner {
  private readonly functions: ReadonlyMap<string, FunctionProto>;
  private written = 0;
  private calls = 0;

  constructor(model: ModelProto) {
    this.functions = new Map(model.functions.map((body) => [keyOf(body, body.name), body]));
  }

  expand(nodes: readonly NodeProto[], depth: number): NodeProto[] {
    return nodes.flatMap((node) => {
      if (this.written + this.calls > maximumNodes || depth > maximumDepth) {
        throw new EngineError('model-unsupported', { fault: 'functions-too-many-nodes', maximumNodes });
      }
      const body = this.functions.get(keyOf(node, node.opType));
      if (body) return this.expand(this.bodyOf(node, body), depth + 1);
      this.written++;
      for (const { g } of node.attribute) if (g) g.node = this.expand(g.node, depth);
      return [node];
    });
  }

  /** The nodes of a function with the call's tensors and attributes put in. */
  private bodyOf(call: NodeProto, body: FunctionProto): NodeProto[] {
    const prefix = `${body.name}.${this.calls++}`;
    const names = new Map<string, string>([['', '']]);
    body.input.forEach((name, index) => names.set(name, call.input[index] ?? ''));
    body.output.forEach((name, index) => names.set(name, call.output[index] ?? `${prefix}/${name}`));
    const attributes = new Map([...body.attributeProto, ...call.attribute].map((attribute) => [attribute.name, attribute]));
    return body.node.map((node) => this.instantiate(node, prefix, names, attributes));
  }

  private instantiate(node: NodeProto, prefix: string, names: Map<string, string>, call: ReadonlyMap<string, AttributeProto>): NodeProto {
    const copy = clone(NodeProtoSchema, node);
    const rename = (name: string): string => {
      const known = names.get(name) ?? `${prefix}/${name}`;
      names.set(name, known);
      return known;
    };
    copy.name = `${prefix}/${node.name}`;
    copy.input = node.input.map(rename);
    copy.output = node.output.map(rename);
    copy.attribute = copy.attribute.map((attribute) => resolveAttribute(attribute, call)).filter((attribute) => attribute !== undefined);
    for (const { g } of copy.attribute) if (g) this.instantiateGraph(g, prefix, new Map(names), call);
    return copy;
  }

  private instantiateGraph(graph: GraphProto, prefix: string, names: Map<string, string>, call: ReadonlyMap<string, AttributeProto>): void {
    for (const value of [...graph.input, ...graph.initializer]) {
      names.set(value.name, `${prefix}/${value.name}`);
      value.name = `${prefix}/${value.name}`;
    }
    graph.node = graph.node.map((node) => this.instantiate(node, prefix, names, call));
    for (const value of graph.output) value.name = names.get(value.name) ?? value.name;
  }
}

/**
 * Puts the bodies of a model's own functions in the place of their calls, so that everything that
 * runs is in one graph and can be checked. Earlier versions of PyTorch's second exporter write them.
 */
export function inlineFunctions(model: ModelProto): void {
  if (model.functions.length === 0 || !model.graph) return;
  const opset = opsetOf(model);
  for (const body of model.functions) {
    const own = body.opsetImport.find(({ domain }) => isStandardDomain(domain));
    if (own && Number(own.version) !== opset) {
      throw new EngineError('model-unsupported', { fault: 'function-opset-differs', name: body.name, version: own.version, opset });
    }
  }
  model.graph.node = new Inliner(model).expand(model.graph.node, 0);
  model.functions = [];
}
