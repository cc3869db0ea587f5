import { concatenate } from '../../base/numbers/concatenate.js';
import { create } from '@bufbuild/protobuf';
import { Tensor } from '../../runtimes/tensor.js';
import { EngineError } from '../../base/error.js';
import { Generator } from '../../base/random/generator.js';
import { Session, withSession } from '../../runtimes/onnx/session.js';
import { GraphProtoSchema, ValueInfoProtoSchema, type ModelProto, type ValueInfoProto } from '../../onnx/onnx_pb.js';
import { elementCount } from '../../base/numbers/shape.js';
import type { ObservedTensor } from '../../onnx/graph/observed-tensor.js';
import { extract, serialise } from '../../onnx/graph/surgery.js';
import { Topology } from '../../onnx/graph/topology.js';

/** Uniform noise in [0, 1) as `count` model inputs of `exampleShape`, from a fixed stream. */
export function noiseImages(count: number, exampleShape: readonly number[], stream = 0): Float32Array {
  const generator = new Generator(20_260_101, 'model-probe', stream);
  return Float32Array.from({ length: count * elementCount(exampleShape) }, () => generator.uniform());
}

/** First output of `model` for `images` [N, ...exampleShape], as rows, once for each batch size in `batches`. */
export async function answersInBatches(
  model: ModelProto,
  images: Float32Array,
  batches: readonly number[],
  exampleShape: readonly number[],
): Promise<Float32Array[]> {
  const [input] = model.graph?.input ?? [];
  return withSession(serialise(model), { threads: 1 }, async (session) => {
    const answers: Float32Array[] = [];
    for (const batch of batches) {
      const slice = batch * elementCount(exampleShape);
      const rows: Float32Array[] = [];
      for (let start = 0; start < images.length; start += slice) {
        const feed = new Tensor('float32', images.subarray(start, start + slice), [batch, ...exampleShape]);
        rows.push(floatData((await session.run({ [input.name]: feed }))[session.outputs[0].name]));
      }
      answers.push(concatenate(rows));
    }
    return answers;
  });
}

function floatData(value: unknown): Float32Array {
  if (value instanceof Tensor && value.data instanceof Float32Array) return value.data;
  throw new EngineError('model-output-unsupported', { fault: 'answers-not-32-bit' });
}

function valuesOf(tensor: Tensor): Float32Array | number[] | undefined {
  if (tensor.data instanceof Float32Array) return tensor.data;
  if (tensor.data instanceof BigInt64Array || tensor.data instanceof Int32Array || tensor.data instanceof Uint8Array)
    return Array.from(tensor.data, Number);
  return undefined;
}

/** What one look at a model teaches. */
export interface Observation {
  readonly tensors: ReadonlyMap<string, ObservedTensor>;
  /** The model's output on noise as scaled to [0, 1], as standardised and as raw grey levels; rows. */
  readonly answers: Float32Array;
}

/** Noise images that show the range of answers, whatever scaling the model was trained with. */
function variedImages(count: number, exampleShape: readonly number[]): Float32Array {
  const size = elementCount(exampleShape);
  const scales = [(value: number) => value, (value: number) => 4 * (value - 0.5), (value: number) => 255 * value];
  return noiseImages(count, exampleShape).map((value, index) => scales[Math.floor(index / size) % scales.length](value));
}

/** A model that hands out all its tensors; sequences and the like, which the runtime cannot, are left out. */
async function withAllTensors<Result>(
  model: ModelProto,
  input: ValueInfoProto,
  work: (session: Session) => Promise<Result>,
): Promise<Result> {
  const open = (names: readonly string[]): Promise<Session> =>
    Session.create(serialise(extract(model, { inputs: [input], outputs: names.map((name) => create(ValueInfoProtoSchema, { name })) })), {
      threads: 1,
    });
  const names = (model.graph?.node ?? []).flatMap(({ output }) => output.filter((name) => name !== ''));
  let session = await open(names);
  const tensors = session.outputs.filter(({ isTensor }) => isTensor).map(({ name }) => name);
  if (tensors.length < names.length) {
    await session.release();
    session = await open(tensors);
  }
  try {
    return await work(session);
  } finally {
    await session.release();
  }
}

/**
 * Learns the shape of every tensor, the value of every tensor that is constant, and the range of the
 * output, by running the model on `count` noise images with all its tensors as outputs; `count` is
 * the batch size if the model insists on one.
 */
export async function observe(
  model: ModelProto,
  input: ValueInfoProto,
  count: number,
  exampleShape: readonly number[],
): Promise<Observation> {
  const graph = model.graph ?? create(GraphProtoSchema);
  const output = graph.output[0].name;
  const varying = new Topology(graph).descendants(input.name);
  const tensors = new Map<string, ObservedTensor>([[input.name, { shape: [count, ...exampleShape], type: 'float32' }]]);
  const size = count * elementCount(exampleShape);
  const images = variedImages(count * Math.ceil(3 / count), exampleShape);
  const rows: Float32Array[] = [];
  await withAllTensors(model, input, async (session) => {
    for (let start = 0; start < images.length; start += size) {
      const feed = new Tensor('float32', images.subarray(start, start + size), [count, ...exampleShape]);
      const results = await session.run({ [input.name]: feed });
      for (const [name, tensor] of Object.entries(results)) {
        if (!(tensor instanceof Tensor)) continue;
        const values = varying.has(name) ? undefined : valuesOf(tensor);
        tensors.set(name, { shape: tensor.dims, type: tensor.type, values });
      }
      rows.push(floatData(results[output]));
    }
  });
  return { tensors, answers: concatenate(rows) };
}
