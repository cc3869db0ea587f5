import { elementCount, type FloatArray } from '../../base/numbers/shape.js';
import { GraphBuilder } from '../../onnx/graph-builder.js';
import type { Feeds, SessionOptions } from '../graph-session.js';
import type { StepProgram, StepSession } from '../step-session.js';
import { Tensor, type OnnxValue } from './library.js';
import { floatData, Session } from './session.js';

/** A state array's name after the steps. */
export const nextName = (name: string): string => `next ${name}`;
const outputName = (index: number): string => `output ${index}`;

/**
 * The bytes of a model that takes S steps, one after the other, in a Scan; constants are inputs of
 * the outer graph, which the step sees by their names. S is free. Outputs come for each step [S].
 */
export function toScanModel({ body, state, fed, constants, outputs }: StepProgram): Uint8Array {
  const graph = new GraphBuilder('steps');
  constants.forEach(({ name, shape }) => graph.input(name, shape));
  state.forEach(({ name, shape }) => graph.input(name, shape));
  fed.forEach(({ name, shape, type }) => graph.input(name, ['S', ...shape], type));
  const inputs = [...state, ...fed].map(({ name }) => name);
  const numbers = outputs.map((_, index) => outputName(index));
  graph.node('Scan', inputs, [...state.map(({ name }) => nextName(name)), ...numbers], { body, num_scan_inputs: fed.length });
  state.forEach(({ name, shape }) => graph.output(nextName(name), shape));
  numbers.forEach((name) => graph.output(name, ['S']));
  return graph.toModel(18);
}

/** Steps on onnxruntime: a whole run of them in one Scan. */
export class ScanSteps implements StepSession {
  private constructor(
    private readonly session: Session,
    private readonly program: StepProgram,
    private readonly constants: Feeds,
    private arrays: Readonly<Record<string, OnnxValue>>,
  ) {}

  static async create(program: StepProgram, arrays: ReadonlyMap<string, FloatArray>, options: SessionOptions): Promise<ScanSteps> {
    // The steps hold nothing that the runtime could fuse, and for deep networks it would search for long.
    const session = await Session.create(toScanModel(program), { ...options, ownGraph: true, optimization: 'none' });
    const tensors = (described: StepProgram['constants']): Feeds =>
      Object.fromEntries(
        described.map(({ name, shape }) => {
          const data = arrays.get(name)?.data ?? new Float32Array(elementCount(shape));
          return [name, new Tensor('float32', data, [...shape])];
        }),
      );
    return new ScanSteps(session, program, tensors(program.constants), tensors(program.state));
  }

  get device(): string {
    return this.session.device;
  }

  async run(feeds: Feeds): Promise<readonly number[]> {
    const answers = await this.session.run({ ...this.constants, ...this.arrays, ...feeds });
    this.arrays = Object.fromEntries(this.program.state.map(({ name }) => [name, answers[nextName(name)]]));
    return this.program.outputs.map((_, index) => floatData(answers[outputName(index)]).reduce((total, value) => total + value, 0));
  }

  state(): ReadonlyMap<string, FloatArray> {
    return new Map(this.program.state.map(({ name, shape }) => [name, { shape, data: floatData(this.arrays[name]) }]));
  }

  async release(): Promise<void> {
    await this.session.release();
  }
}
