import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadTensorflow, type TensorFlow } from './library.js';

/** What TensorFlow's own backend tells beside the public types of the package. */
export interface NodeBackend {
  readonly isUsingGpuDevice: boolean;
  readonly binding: { readonly TF_Version: string };
}

export function backendOf(library: TensorFlow): NodeBackend {
  return library.backend() as unknown as NodeBackend;
}

/** Runtime and device in words, for the record of a result. */
export async function deviceWords(): Promise<string> {
  const library = await loadTensorflow();
  const backend = backendOf(library);
  const cards = backend.isUsingGpuDevice ? graphicsCards() : undefined;
  const device = cards ? `gpu${cards.names.length > 0 ? ` (${cards.names[0]}, driver ${cards.driver ?? 'unknown'})` : ''}` : 'cpu';
  return `tensorflow ${backend.binding.TF_Version}, ${device}`;
}

/** NVIDIA's driver and its cards as Linux shows them; undefined where there is no driver. */
export function graphicsCards(
  root = '/proc/driver/nvidia',
): { readonly driver: string | undefined; readonly names: readonly string[] } | undefined {
  try {
    const driver = /Kernel Module[^\d]*([\d.]+)/.exec(readFileSync(join(root, 'version'), 'utf8'))?.[1];
    const names = readdirSync(join(root, 'gpus')).flatMap((card) => {
      const model = /^Model:\s*(.+)$/m.exec(readFileSync(join(root, 'gpus', card, 'information'), 'utf8'))?.[1];
      return model === undefined ? [] : [model.trim()];
    });
    return { driver, names };
  } catch {
    return undefined;
  }
}
