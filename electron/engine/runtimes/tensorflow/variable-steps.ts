import { elementCount, type FloatArray } from '../../base/numbers/shape.js';
import type { Feeds } from '../graph-session.js';
import { within, type StepProgram, type StepSession } from '../step-session.js';
import { deviceWords } from './device.js';
import { fedTensor, type Feedable } from './fed-tensor.js';
import { DataType } from './graph/attributes.js';
import type { TensorName } from './graph/graph-writer.js';
import { declareInput, translateGraph } from './graph/translate-graph.js';
import { Translation } from './graph/translation.js';
import { SavedGraph } from './saved-graph.js';

const T = { type: DataType.FLOAT } as const;

/** Steps on TensorFlow: each is one run of a graph that changes variables on the device in place; nothing but its batch goes there. */
export class VariableSteps implements StepSession {
  private constructor(
    private readonly graph: SavedGraph,
    readonly device: string,
    private readonly program: StepProgram,
    private readonly placeholders: ReadonlyMap<string, string>,
    private readonly outputs: readonly TensorName[],
    private readonly reads: readonly TensorName[],
  ) {}

  static async create(program: StepProgram, arrays: ReadonlyMap<string, FloatArray>): Promise<VariableSteps> {
    const translation = new Translation();
    const { writer } = translation;
    const { state, constants } = program;
    const all = [
      ...state.map((array) => ({ ...array, input: within(array.name) })),
      ...constants.map((array) => ({ ...array, input: array.name })),
    ];
    const handles = all.map(({ input, shape }, index) => {
      const handle = writer.add('VarHandleOp', [], { dtype: T, shape: { shape }, shared_name: { text: `variable${index}` } });
      const tensor = writer.add('ReadVariableOp', [handle], { dtype: T });
      translation.values.set(input, { tensor, type: DataType.FLOAT, rank: shape.length, shape, channelsLast: false });
      return handle;
    });
    const body = program.body.toGraph();
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
    const assigned = state.map(({ value }, index) => `^${writer.add('AssignVariableOp', [handles[index], tensorOf(value)], { dtype: T })}`);
    const results = program.outputs.map((name, index) => writer.add('Identity', [tensorOf(name), ...assigned], { T }, `result${index}`));
    const first = all.map(({ shape }, index) => {
      const value = writer.add('Placeholder', [], { dtype: T, shape: { shape } }, `first${index}`);
      return `^${writer.add('AssignVariableOp', [handles[index], value], { dtype: T })}`;
    });
    const begun = writer.add('Identity', [writer.real(0), ...first], { T }, 'begun');
    const reads = state.map((_, index) => writer.add('ReadVariableOp', [handles[index]], { dtype: T }, `read${index}`));
    const graph = await SavedGraph.load(writer.toSavedModel());
    graph.run(
      all.map(({ name, shape }, index) => ({
        placeholder: `first${index}`,
        shape,
        data: arrays.get(name)?.data ?? new Float32Array(elementCount(shape)),
      })),
      [begun],
    );
    return new VariableSteps(graph, await deviceWords(), program, placeholders, results, reads);
  }

  run(feeds: Feeds, steps: number): Promise<readonly number[]> {
    const sums = this.outputs.map(() => 0);
    for (let step = 0; step < steps; step++) {
      const fed = Object.entries(feeds).map(([name, tensor]) =>
        fedTensor(this.placeholders.get(within(name)) ?? within(name), partOf(tensor, step, steps)),
      );
      this.graph.run(fed, this.outputs).forEach(([value], index) => (sums[index] += value));
    }
    return Promise.resolve(sums);
  }

  state(): ReadonlyMap<string, FloatArray> {
    const arrays = this.graph.run([], this.reads);
    return new Map(this.program.state.map(({ name, shape }, index) => [name, { shape, data: arrays[index] }]));
  }

  release(): Promise<void> {
    this.graph.release();
    return Promise.resolve();
  }
}

/** What one step takes of a tensor that holds the like for all steps. */
function partOf({ data, dims }: Feeds[string], step: number, steps: number): Feedable {
  if (!(data instanceof Float32Array) && !(data instanceof BigInt64Array))
    throw new Error('A step is fed with 32-bit reals and 64-bit whole numbers.');
  const length = data.length / steps;
  return { dims: dims.slice(1), data: data.subarray(step * length, (step + 1) * length) };
}
