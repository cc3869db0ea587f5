import { answeringBounds, bounded, loadingBounds } from '../../base/bounds.js';
import { EngineError } from '../../base/error.js';
import { imagesIn, type Feeds, type GraphSession, type SessionOptions } from '../graph-session.js';
import { env, InferenceSession, type OnnxValue } from './library.js';

/** Execution providers that onnxruntime-node's packages hold for one system or another. */
export type ExecutionProvider = 'cpu' | 'cuda' | 'dml' | 'coreml' | 'webgpu';

export interface OnnxSessionOptions extends SessionOptions {
  /** Tried first; the session runs on the CPU where this one cannot start. */
  readonly provider?: ExecutionProvider;
  /** How far the runtime rewrites the graph at loading; all it can where absent. */
  readonly optimization?: 'all' | 'none';
}

// The runtime writes to the console by itself; the engine throws, and reports nothing there.
env.logLevel = 'fatal';

export function onnxruntimeVersion(): string {
  return env.versions.node ?? 'unknown';
}

let open = 0;

/** Sessions created and not yet released in this process: tests prove with it that none leaks. */
export function openSessions(): number {
  return open;
}

/** One onnxruntime session and the provider on which it runs. */
export class Session implements GraphSession {
  private released = false;

  private constructor(
    private readonly native: InferenceSession,
    readonly provider: ExecutionProvider,
    private readonly threads: number | undefined,
    private readonly ownGraph: boolean,
  ) {
    open++;
  }

  /**
   * Creates a session for the bytes of an ONNX model. onnxruntime has no working chain of
   * providers: the wanted one is tried alone, then the CPU, and `provider` says which it became.
   * Throws `model-unreadable` when no provider takes the model.
   */
  static async create(model: Uint8Array, options: OnnxSessionOptions = {}): Promise<Session> {
    const wanted = options.provider ?? 'cpu';
    if (wanted !== 'cpu') {
      try {
        return new Session(await createNative(model, wanted, options), wanted, options.threads, options.ownGraph === true);
      } catch {
        // This machine lacks the provider, or the provider lacks an operator: the CPU has all.
      }
    }
    try {
      return new Session(await createNative(model, 'cpu', options), 'cpu', options.threads, options.ownGraph === true);
    } catch (cause) {
      throw new EngineError('model-unreadable', { fault: 'runtime-could-not-load-model' }, { cause });
    }
  }

  get inputs(): readonly InferenceSession.ValueMetadata[] {
    return this.native.inputMetadata;
  }

  get outputs(): readonly InferenceSession.ValueMetadata[] {
    return this.native.outputMetadata;
  }

  /** Runtime and device in words, for the record of a result. */
  get device(): string {
    const threads = this.threads === undefined ? '' : `, ${this.threads} ${this.threads === 1 ? 'thread' : 'threads'}`;
    return `onnxruntime-node ${onnxruntimeVersion()}, ${this.provider}${threads}`;
  }

  /**
   * Runs the graph once on named tensors; blocks the thread while it computes. Throws
   * `out-of-memory`, and the runtime's own error where the graph does not take these tensors.
   */
  async run(feeds: Feeds): Promise<Readonly<Record<string, OnnxValue>>> {
    try {
      return await (this.ownGraph ? this.native.run(feeds) : bounded(answeringBounds(imagesIn(feeds)), () => this.native.run(feeds)));
    } catch (cause) {
      throw isOutOfMemory(cause) ? outOfMemory(cause) : cause;
    }
  }

  /** Frees the native session; calling it again does nothing. */
  async release(): Promise<void> {
    if (this.released) return;
    this.released = true;
    open--;
    await this.native.release();
  }
}

async function createNative(model: Uint8Array, provider: ExecutionProvider, options: OnnxSessionOptions): Promise<InferenceSession> {
  const create = () => createUnbounded(model, provider, options);
  return options.ownGraph === true ? create() : bounded(loadingBounds(model.length), create);
}

function createUnbounded(
  model: Uint8Array,
  provider: ExecutionProvider,
  { threads, optimization }: OnnxSessionOptions,
): Promise<InferenceSession> {
  return InferenceSession.create(model, {
    executionProviders: [provider],
    graphOptimizationLevel: optimization === 'none' ? 'disabled' : 'all',
    interOpNumThreads: 1,
    ...(threads === undefined ? {} : { intraOpNumThreads: threads }),
    logSeverityLevel: 4,
    // Denormal numbers, common in trained weights and optimizer slots, are a hundred times slower.
    extra: { session: { set_denormal_as_zero: '1' } },
  });
}

/** The numbers of an output of 32-bit reals, without copying. */
export function floatData(value: OnnxValue): Float32Array {
  if (value.data instanceof Float32Array) return value.data;
  throw new EngineError('model-output-unsupported', { fault: 'an-output-not-32-bit' });
}

/** onnxruntime tells of memory that it did not get in words alone. */
function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && /bad_alloc|failed to allocate memory|out of memory/i.test(error.message);
}

function outOfMemory(cause: unknown): EngineError {
  return new EngineError('out-of-memory', { fault: 'runtime-out-of-memory' }, { cause });
}

/** Runs `work` with a session and releases it, whatever happens. */
export async function withSession<Result>(
  model: Uint8Array,
  options: OnnxSessionOptions,
  work: (session: Session) => Promise<Result>,
): Promise<Result> {
  const session = await Session.create(model, options);
  try {
    return await work(session);
  } finally {
    await session.release();
  }
}
