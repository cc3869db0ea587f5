import { BinaryReader, WireType } from '@bufbuild/protobuf/wire';
import { EngineError } from '../../base/error.js';

/** What saved_model.pb says of itself; read here, so that nothing of it has to be loaded for that. */
export interface SavedModelFile {
  readonly tags: readonly string[];
  readonly signatures: readonly Signature[];
  /** Number of nodes of each operator, in the graph and in its functions. */
  readonly operators: ReadonlyMap<string, number>;
}

export interface Signature {
  readonly name: string;
  readonly inputs: readonly SignatureTensor[];
  readonly outputs: readonly SignatureTensor[];
}

export interface SignatureTensor {
  readonly key: string;
  /** The tensor's name in the graph: "serving_default_x:0". */
  readonly tensor: string;
  /** TensorFlow's number of the element type; 1 is float32. */
  readonly type: number;
  /** Sizes, undefined where free. */
  readonly shape: readonly (number | undefined)[];
}

/** Field numbers of TensorFlow's messages, as far as they are read. */
const field = {
  savedModel: { metaGraphs: 2 },
  metaGraph: { info: 1, graph: 2, signatures: 5 },
  info: { tags: 4 },
  graph: { node: 1, library: 2 },
  library: { functions: 1 },
  function: { node: 3 },
  node: { op: 2 },
  entry: { key: 1, value: 2 },
  signature: { inputs: 1, outputs: 2 },
  tensor: { name: 1, type: 2, shape: 3 },
  shape: { dimension: 2 },
  dimension: { size: 1 },
} as const;

type Visitor = Readonly<Record<number, (bytes: Uint8Array, number: number) => void>>;

/** Reads the first graph of a SavedModel. Throws `model-unreadable`. */
export function parseSavedModel(bytes: Uint8Array): SavedModelFile {
  const tags: string[] = [];
  const signatures: Signature[] = [];
  const operators = new Map<string, number>();
  const node = (message: Uint8Array): void =>
    visit(message, {
      [field.node.op](name) {
        operators.set(text(name), (operators.get(text(name)) ?? 0) + 1);
      },
    });
  let graphs = 0;
  try {
    visit(bytes, {
      [field.savedModel.metaGraphs](metaGraph) {
        if (graphs++ > 0) return;
        visit(metaGraph, {
          [field.metaGraph.info]: (info) => visit(info, { [field.info.tags]: (tag) => tags.push(text(tag)) }),
          [field.metaGraph.signatures]: (entry) => signatures.push(parseSignature(entry)),
          [field.metaGraph.graph]: (graph) =>
            visit(graph, {
              [field.graph.node]: node,
              [field.graph.library]: (library) =>
                visit(library, { [field.library.functions]: (definition) => visit(definition, { [field.function.node]: node }) }),
            }),
        });
      },
    });
  } catch (cause) {
    throw new EngineError('model-unreadable', { fault: 'saved-model-malformed' }, { cause });
  }
  if (graphs === 0) throw new EngineError('model-unreadable', { fault: 'saved-model-without-graph' });
  return { tags, signatures, operators };
}

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

/** Hands each field of a message that the visitor names to it: bytes, or a whole number. */
function visit(bytes: Uint8Array, visitor: Visitor): void {
  const reader = new BinaryReader(bytes);
  while (reader.pos < reader.len) {
    const [number, wire] = reader.tag();
    if (wire === WireType.LengthDelimited) {
      const value = reader.bytes();
      visitor[number]?.(value, 0);
    } else if (wire === WireType.Varint) {
      const value = Number(reader.int64());
      visitor[number]?.(new Uint8Array(), value);
    } else {
      reader.skip(wire, number);
    }
  }
}

function parseSignature(entry: Uint8Array): Signature {
  let name = '';
  const inputs: SignatureTensor[] = [];
  const outputs: SignatureTensor[] = [];
  visit(entry, {
    [field.entry.key]: (key) => (name = text(key)),
    [field.entry.value]: (signature) =>
      visit(signature, {
        [field.signature.inputs]: (tensor) => inputs.push(parseTensor(tensor)),
        [field.signature.outputs]: (tensor) => outputs.push(parseTensor(tensor)),
      }),
  });
  return { name, inputs, outputs };
}

function parseTensor(entry: Uint8Array): SignatureTensor {
  let [key, tensor, type] = ['', '', 0];
  const shape: (number | undefined)[] = [];
  const readDimension = (dimension: Uint8Array): void => {
    let size: number | undefined = 0;
    visit(dimension, { [field.dimension.size]: (_, value) => (size = value) });
    shape.push(size > 0 ? size : undefined);
  };
  visit(entry, {
    [field.entry.key]: (bytes) => (key = text(bytes)),
    [field.entry.value]: (info) =>
      visit(info, {
        [field.tensor.name]: (bytes) => (tensor = text(bytes)),
        [field.tensor.type]: (_, value) => (type = value),
        [field.tensor.shape]: (bytes) => visit(bytes, { [field.shape.dimension]: readDimension }),
      }),
  });
  return { key, tensor, type, shape };
}
