import { at } from '../../../../shared/domain/at.js';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Tensor } from '@tensorflow/tfjs-node-gpu';
import { EngineError } from '../../base/error.js';
import type { NodeBackend } from './device.js';
import { loadTensorflow, type TensorFlow } from './library.js';

/** The part of the package's backend that runs graphs of a SavedModel. */
interface GraphBackend extends NodeBackend {
  loadSavedModelMetaGraph(path: string, tags: string): number;
  runSavedModel(id: number, inputs: Tensor[], infos: { name: string; tfDtype?: string }[], outputs: string[]): Tensor[];
  deleteSavedModel(id: number): void;
}

export interface FedTensor {
  readonly placeholder: string;
  readonly shape: readonly number[];
  readonly data: Float32Array | Int32Array;
}

/** A graph that TensorFlow has loaded, with variables of its own; its tensors are gone after each run. */
export class SavedGraph {
  private released = false;

  private constructor(
    private readonly library: TensorFlow,
    private readonly backend: GraphBackend,
    private readonly id: number,
  ) {}

  /**
   * Loads a graph from the bytes of saved_model.pb, which lie in a file of this user alone while
   * TensorFlow reads them. Throws `runtime-missing`, `model-unreadable`.
   */
  static async load(bytes: Uint8Array): Promise<SavedGraph> {
    const library = await loadTensorflow();
    const folder = await mkdtemp(join(tmpdir(), 'engram-graph-'));
    try {
      await writeFile(join(folder, 'saved_model.pb'), bytes, { mode: 0o600 });
      return await SavedGraph.open(folder, library);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  /** Loads a folder that TensorFlow wrote, by its tags. */
  static async open(folder: string, library: TensorFlow, tags = 'serve'): Promise<SavedGraph> {
    const backend = library.backend() as unknown as GraphBackend;
    try {
      return await Promise.resolve(new SavedGraph(library, backend, backend.loadSavedModelMetaGraph(folder, tags)));
    } catch (cause) {
      throw coded(cause, 'graph-not-loaded');
    }
  }

  /** Runs the graph once; blocks the thread while it computes. Throws `out-of-memory`. */
  run(inputs: readonly FedTensor[], outputs: readonly string[]): Float32Array[] {
    const fed = inputs.map(({ shape, data }) => this.library.tensor(data, [...shape], data instanceof Int32Array ? 'int32' : 'float32'));
    let answers: Tensor[] = [];
    try {
      answers = this.backend.runSavedModel(
        this.id,
        fed,
        inputs.map(({ placeholder }) => ({ name: placeholder })),
        [...outputs],
      );
      return answers.map((answer) => answer.dataSync<'float32'>());
    } catch (cause) {
      throw coded(cause, 'graph-not-run');
    } finally {
      [...fed, ...answers].forEach((tensor) => tensor.dispose());
    }
  }

  release(): void {
    if (this.released) return;
    this.released = true;
    this.backend.deleteSavedModel(this.id);
  }
}

/** TensorFlow's own error as a coded one; it tells of memory that it did not get in words alone. */
export function coded(
  cause: unknown,
  fault: 'graph-not-loaded' | 'graph-not-run' | 'graph-model-not-loaded' | 'graph-model-not-run',
): EngineError {
  const text = cause instanceof Error ? cause.message : String(cause);
  if (/OOM|out of memory|RESOURCE_EXHAUSTED|failed to allocate/i.test(text)) {
    return new EngineError('out-of-memory', { fault: 'tensorflow-out-of-memory' }, { cause });
  }
  return new EngineError('model-unreadable', { fault, reason: at(text.split('\n'), 0).slice(0, 300) }, { cause });
}
