import type { GraphModel, Tensor } from '@tensorflow/tfjs-node-gpu';
import { loadTensorflow, type TensorFlow } from './library.js';
import { coded } from './saved-graph.js';

/** A graph of TensorFlow.js, whose operators stand in JSON, as the library has loaded it. */
export class JsonGraph {
  private constructor(
    private readonly library: TensorFlow,
    private readonly model: GraphModel,
  ) {}

  /** Throws `runtime-missing`, `model-unreadable`. */
  static async load(artifacts: Parameters<TensorFlow['io']['fromMemory']>[0]): Promise<JsonGraph> {
    const library = await loadTensorflow();
    try {
      return new JsonGraph(library, await library.loadGraphModel(library.io.fromMemory(artifacts)));
    } catch (cause) {
      throw coded(cause, 'graph-model-not-loaded');
    }
  }

  /** The tensor `output` for numbers that go in as `input`, in `shape`. Throws `out-of-memory`. */
  run(input: string, values: Float32Array, shape: readonly number[], output: string): Float32Array {
    const { library, model } = this;
    try {
      return library.tidy(() => (model.execute({ [input]: library.tensor(values, [...shape]) }, output) as Tensor).dataSync<'float32'>());
    } catch (cause) {
      throw coded(cause, 'graph-model-not-run');
    }
  }

  release(): void {
    this.model.dispose();
  }
}
