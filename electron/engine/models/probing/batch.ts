import { clone } from '@bufbuild/protobuf';
import { EngineError } from '../../base/error.js';
import { floatValue } from '../../onnx/nodes.js';
import { NodeProtoSchema, type ModelProto, type NodeProto, type TensorProto } from '../../onnx/onnx_pb.js';
import { integerTensor, shapeOf, tensorValues } from '../../onnx/tensors.js';
import { answersInBatches, noiseImages } from './probe.js';
import { extract, replaceNodes } from '../../onnx/graph/surgery.js';
import { Topology } from '../../onnx/graph/topology.js';

export interface SettledBatch {
  readonly model: ModelProto;
  /** Number of images that the graph insists on; undefined when it takes any number. */
  readonly fixedBatch: number | undefined;
  /**
   * Of a graph that takes any number of images, and answers otherwise in company than alone: by how much
   * at most its outputs differ. It is then run on one image at a time.
   */
  readonly companyDifference?: number;
}

/** `model` with its input declared as [batch, ...exampleShape]. */
function declareInput(model: ModelProto, batch: number | 'N', exampleShape: readonly number[]): ModelProto {
  const [input] = model.graph?.input ?? [];
  const inputs = [floatValue(input.name, [batch, ...exampleShape])];
  const outputs = (model.graph?.output ?? []).map(({ name }) => floatValue(name, undefined));
  return extract(model, { inputs, outputs });
}

/** The shape a Reshape asks for with its leading batch size replaced by 0 ("as it comes in"). */
function freedReshape(node: NodeProto, topology: Topology, varying: ReadonlySet<string>, batch: number): TensorProto | undefined {
  const shape = topology.initializers.get(node.input[1] ?? '');
  if (node.opType !== 'Reshape' || !shape || !varying.has(node.input[0])) return undefined;
  const sizes = Array.from(tensorValues(shape), Number);
  if (sizes.length < 2 || sizes[0] !== batch || sizes.includes(0)) return undefined;
  return integerTensor(`${node.output[0]}/any-batch`, shapeOf(shape), [0, ...sizes.slice(1)]);
}

/** Frees the batch size that an exporter wrote into the input and into shapes of Reshape nodes. */
function freeBatch(model: ModelProto, batch: number): ModelProto {
  const graph = model.graph;
  if (!graph) return model;
  const topology = new Topology(graph);
  const varying = topology.descendants(graph.input[0].name);
  const initializers: TensorProto[] = [];
  const node = graph.node.map((original) => {
    const shape = freedReshape(original, topology, varying, batch);
    if (!shape) return original;
    initializers.push(shape);
    const freed = clone(NodeProtoSchema, original);
    freed.input = [original.input[0], shape.name];
    // Without `allowzero` (which would make an axis empty) a 0 copies the size of the input's axis.
    freed.attribute = [];
    return freed;
  });
  return replaceNodes(model, node, initializers);
}

function agree(a: Float32Array, b: Float32Array): boolean {
  if (a.length !== b.length) return false;
  return a.every((value, index) => Object.is(value, b[index]) || Math.abs(value - b[index]) <= 1e-4 * Math.max(1, Math.abs(value)));
}

function largestDifference(a: Float32Array, b: Float32Array): number {
  return a.reduce((largest, value, index) => Math.max(largest, Math.abs(value - b[index])), 0);
}

/** By how much answers in company differ from those alone; undefined where they differ from run to run as well. */
async function differenceInCompany(model: ModelProto, exampleShape: readonly number[]): Promise<number | undefined> {
  const count = 4;
  const [together, again, alone] = await answersInBatches(model, noiseImages(count, exampleShape), [count, count, 1], exampleShape);
  return agree(together, again) ? largestDifference(together, alone) : undefined;
}

/** Whether the model answers together as one by one, and as in batches of the size it was exported with. */
async function takesAnyBatch(model: ModelProto, pinned: number, exampleShape: readonly number[]): Promise<boolean> {
  const count = 2 * pinned;
  const images = noiseImages(count, exampleShape);
  try {
    const sizes = pinned === 1 ? [1] : [1, pinned];
    const [together, ...apart] = await answersInBatches(model, images, [count, ...sizes], exampleShape);
    return apart.every((answers) => agree(together, answers));
  } catch {
    // A graph that cannot run with another batch size keeps its own.
    return false;
  }
}

/**
 * Finds out, by running it, whether a model answers a batch as it answers its images one by one.
 * Exporters pin the batch size in the input or in a Reshape; where freeing it gives the same answers
 * it is freed, else the pinned size is returned. `declared` is the size in the graph's input.
 */
export async function settleBatch(model: ModelProto, declared: number | undefined, exampleShape: readonly number[]): Promise<SettledBatch> {
  const pinned = declared ?? 1;
  for (const candidate of [model, freeBatch(model, pinned)]) {
    const free = declareInput(candidate, 'N', exampleShape);
    if (await takesAnyBatch(free, pinned, exampleShape)) return { model: free, fixedBatch: undefined };
  }
  const reference = declareInput(model, pinned, exampleShape);
  try {
    await answersInBatches(reference, noiseImages(pinned, exampleShape), [pinned], exampleShape);
  } catch (cause) {
    if (cause instanceof EngineError) throw cause;
    throw new EngineError(
      'model-input-unsupported',
      { fault: 'model-does-not-run', shape: [pinned, ...exampleShape].join(', ') },
      { cause },
    );
  }
  return {
    model: reference,
    fixedBatch: pinned,
    companyDifference: declared === undefined ? await ofCompany(model, exampleShape) : undefined,
  };
}

/** What company does to the answers of a graph with a free batch; undefined where it cannot run on several images at all. */
async function ofCompany(model: ModelProto, exampleShape: readonly number[]): Promise<number | undefined> {
  try {
    return await differenceInCompany(declareInput(model, 'N', exampleShape), exampleShape);
  } catch {
    return undefined;
  }
}
