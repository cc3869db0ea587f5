import type { Device } from '../runtime.js';
import { listSupportedBackends } from './library.js';
import { Session, type ExecutionProvider } from './session.js';

const names: Record<ExecutionProvider, string> = {
  cpu: 'Processor',
  cuda: 'NVIDIA GPU (CUDA)',
  dml: 'Windows GPU (DirectML)',
  coreml: 'Apple (Core ML)',
  webgpu: 'GPU (WebGPU)',
};

/** Which providers this runtime holds and which of them start here, tried on a small model. */
export async function describeProviders(sample: Uint8Array): Promise<Device[]> {
  const held = new Set(listSupportedBackends().map(({ name }) => name));
  const devices: Device[] = [];
  for (const [provider, name] of Object.entries(names) as [ExecutionProvider, string][]) {
    devices.push({ name, ...(held.has(provider) ? await tryProvider(provider, sample) : notHeld) });
  }
  return devices;
}

const notHeld = { available: false, state: 'not-held' } as const;

async function tryProvider(provider: ExecutionProvider, sample: Uint8Array): Promise<Omit<Device, 'name'>> {
  const session = await Session.create(sample, { provider, threads: 1 });
  const available = session.provider === provider;
  await session.release();
  return available ? { available, state: 'starts', device: session.device } : { available, state: 'does-not-start' };
}
