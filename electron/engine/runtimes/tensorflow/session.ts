import { create, fromBinary } from '@bufbuild/protobuf';
import { Tensor } from '../tensor.js';
import { declaredType } from '../../onnx/model.js';
import { GraphProtoSchema, ModelProtoSchema, TensorProto_DataType as OnnxType } from '../../onnx/onnx_pb.js';
import { answeringBounds, bounded, boundedNow, loadingBounds } from '../../base/bounds.js';
import { EngineError } from '../../base/error.js';
import { imagesIn, type Feeds, type GraphSession } from '../graph-session.js';
import { deviceWords } from './device.js';
import { DataType } from './graph/attributes.js';
import { declareInput, translateGraph } from './graph/translate-graph.js';
import { Translation } from './graph/translation.js';
import { fedTensor } from './fed-tensor.js';
import { SavedGraph } from './saved-graph.js';

/** An ONNX model as one TensorFlow graph: the same feeds and outputs as onnxruntime's session. */
export class TensorflowSession implements GraphSession {
  private constructor(
    private readonly graph: SavedGraph,
    readonly device: string,
    private readonly placeholders: ReadonlyMap<string, string>,
    private readonly fetched: readonly { readonly name: string; readonly tensor: string; readonly shape: string }[],
  ) {}

  /** Throws `model-unsupported` where an operator is not run here, `runtime-missing` without the library. */
  static async create(model: Uint8Array): Promise<TensorflowSession> {
    const graph = fromBinary(ModelProtoSchema, model).graph ?? create(GraphProtoSchema);
    const translation = new Translation();
    const placeholders = new Map<string, string>();
    const constants = new Set(graph.initializer.map(({ name }) => name));
    graph.input
      .filter(({ name }) => !constants.has(name))
      .forEach((input, index) => {
        placeholders.set(input.name, `input${index}`);
        declareInput(input, translation, `input${index}`);
      });
    translateGraph(graph, translation);
    const fetched = graph.output.map((output, index) => {
      const value = translation.values.get(output.name);
      if (!value || declaredType(output) !== OnnxType.FLOAT)
        throw new EngineError('model-unsupported', { fault: 'output-not-32-bit', name: output.name });
      const { writer } = translation;
      const tensor = writer.add('Identity', [translation.plain(value)], { T: { type: value.type } }, `output${index}`);
      const shape = writer.add('Shape', [tensor], { T: { type: value.type }, out_type: { type: DataType.INT32 } });
      return {
        name: output.name,
        tensor,
        shape: writer.add('Cast', [shape], { SrcT: { type: DataType.INT32 }, DstT: { type: DataType.FLOAT } }, `shape${index}`),
      };
    });
    const saved = translation.writer.toSavedModel();
    return new TensorflowSession(
      await bounded(loadingBounds(saved.length), () => SavedGraph.load(saved)),
      await deviceWords(),
      placeholders,
      fetched,
    );
  }

  async run(feeds: Feeds): Promise<Readonly<Record<string, Tensor>>> {
    const inputs = Object.entries(feeds).map(([name, tensor]) => fedTensor(this.placeholders.get(name) ?? name, tensor));
    const fetched = this.fetched.flatMap(({ tensor, shape }) => [tensor, shape]);
    const answers = boundedNow(answeringBounds(imagesIn(feeds)), () => this.graph.run(inputs, fetched));
    const outputs = this.fetched.map(
      ({ name }, index) => [name, new Tensor('float32', answers[2 * index], Array.from(answers[2 * index + 1]))] as const,
    );
    return Promise.resolve(Object.fromEntries(outputs));
  }

  release(): Promise<void> {
    this.graph.release();
    return Promise.resolve();
  }
}
