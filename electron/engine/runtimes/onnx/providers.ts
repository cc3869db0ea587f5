import { listSupportedBackends } from './library.js';
import { Session, type ExecutionProvider } from './session.js';

export interface ProviderState {
  readonly provider: ExecutionProvider;
  readonly available: boolean;
  /** Why (not), in words. */
  readonly detail: string;
}

const known: readonly ExecutionProvider[] = ['cpu', 'cuda', 'dml', 'coreml', 'webgpu'];

/** Which providers this runtime holds and which of them start here, tried on a small model. */
export async function tryProviders(model: Uint8Array): Promise<ProviderState[]> {
  const held = new Set(listSupportedBackends().map(({ name }) => name));
  const states: ProviderState[] = [];
  for (const provider of known) {
    if (!held.has(provider)) {
      states.push({ provider, available: false, detail: `not part of onnxruntime for ${process.platform} ${process.arch}` });
      continue;
    }
    const session = await Session.create(model, { provider, threads: 1 });
    const available = session.provider === provider;
    states.push({
      provider,
      available,
      detail: available ? session.device : 'part of the runtime, but it does not start on this machine: driver or device is missing',
    });
    await session.release();
  }
  return states;
}
