import type { GraphProto } from '../../onnx/onnx_pb.js';
import { deviceWords } from './device.js';
import { DataType } from './graph/attributes.js';
import type { TensorName } from './graph/graph-writer.js';
import { declareInput, translateGraph } from './graph/translate-graph.js';
import { Translation } from './graph/translation.js';
import { SavedGraph } from './saved-graph.js';
import { fedTensor, type Feedable } from './fed-tensor.js';

/** An array that lives on TensorFlow's device. */
interface VariableArray {
  readonly name: string;
  /** Name of the graph's input that it is. */
  readonly input: string;
  readonly shape: readonly number[];
  /** Its numbers at first. */
  readonly data: Float32Array;
}

interface StepDescription {
  readonly body: GraphProto;
  /** `next` names the value that the array has after a step. */
  readonly changing: readonly (VariableArray & { readonly next: string })[];
  readonly constant: readonly VariableArray[];
  /** Single numbers that each step gives. */
  readonly outputs: readonly string[];
}

const T = { type: DataType.FLOAT } as const;

/** A graph of one step over variables: a step changes them in place, and nothing but its batch goes to the device. */
export class StepVariables {
  private constructor(
    private readonly graph: SavedGraph,
    readonly device: string,
    private readonly placeholders: ReadonlyMap<string, string>,
    private readonly outputs: readonly TensorName[],
    private readonly reads: readonly { readonly name: string; readonly tensor: TensorName }[],
  ) {}

  /** Throws `model-unsupported` where a step holds an operator that is not run here. */
  static async create({ body, changing, constant, outputs }: StepDescription): Promise<StepVariables> {
    const translation = new Translation();
    const { writer } = translation;
    const all = [...changing, ...constant];
    const handles = all.map(({ name, input, shape }, index) => {
      const handle = writer.add('VarHandleOp', [], { dtype: T, shape: { shape }, shared_name: { text: `variable${index}` } });
      const tensor = writer.add('ReadVariableOp', [handle], { dtype: T });
      translation.values.set(input, { tensor, type: DataType.FLOAT, rank: shape.length, shape, channelsLast: false });
      return { name, shape, handle };
    });
    const placeholders = new Map<string, string>();
    for (const [index, input] of body.input.filter(({ name }) => !translation.values.has(name)).entries()) {
      placeholders.set(input.name, `input${index}`);
      declareInput(input, translation, `input${index}`);
    }
    translateGraph(body, translation);
    const tensorOf = (name: string): TensorName => {
      const value = translation.values.get(name);
      if (!value) throw new Error(`The step lacks the value "${name}".`);
      return translation.plain(value);
    };
    const assigned = changing.map(
      ({ next }, index) => `^${writer.add('AssignVariableOp', [handles[index].handle, tensorOf(next)], { dtype: T })}`,
    );
    const results = outputs.map((name, index) => writer.add('Identity', [tensorOf(name), ...assigned], { T }, `result${index}`));
    const first = handles.map(({ handle, shape }, index) => {
      const value = writer.add('Placeholder', [], { dtype: T, shape: { shape } }, `first${index}`);
      return `^${writer.add('AssignVariableOp', [handle, value], { dtype: T })}`;
    });
    const begun = writer.add('Identity', [writer.real(0), ...first], { T }, 'begun');
    const reads = handles.map(({ name, handle }, index) => ({
      name,
      tensor: writer.add('ReadVariableOp', [handle], { dtype: T }, `read${index}`),
    }));
    const graph = await SavedGraph.load(writer.toSavedModel());
    graph.run(
      all.map(({ shape, data }, index) => ({ placeholder: `first${index}`, shape, data })),
      [begun],
    );
    return new StepVariables(graph, await deviceWords(), placeholders, results, reads);
  }

  /** Takes one step and gives its outputs. */
  step(feeds: readonly (Feedable & { readonly name: string })[]): number[] {
    const fed = feeds.map((feed) => fedTensor(this.placeholders.get(feed.name) ?? feed.name, feed));
    return this.graph.run(fed, this.outputs).map(([value]) => value);
  }

  /** All arrays as they are now, by name. */
  read(): ReadonlyMap<string, Float32Array> {
    const arrays = this.graph.run(
      [],
      this.reads.map(({ tensor }) => tensor),
    );
    return new Map(this.reads.map(({ name }, index) => [name, arrays[index]]));
  }

  release(): void {
    this.graph.release();
  }
}
