import { openRegular } from '../../files/regular-file.js';

/** What a model lies in, as far as it is read in ways of their own; `other` is ONNX, or what its reader refuses. */
export type ModelContainer = 'hdf5' | 'keras' | 'json' | 'other';

const headBytes = 4096;

/** Tells what a model lies in by its first bytes; what cannot be opened is `other`, whose reader says why. */
export async function containerOf(path: string): Promise<ModelContainer> {
  const opened = await openRegular(path).catch(() => undefined);
  if (!opened) return 'other';
  const file = opened.handle;
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0);
    return containerOfHead(buffer.subarray(0, bytesRead));
  } finally {
    await file.close();
  }
}

export function containerOfHead(head: Buffer): ModelContainer {
  const startsWith = (...bytes: number[]): boolean => bytes.every((byte, index) => head[index] === byte);
  if (startsWith(0x89, 0x48, 0x44, 0x46)) return 'hdf5';
  if (startsWith(0x50, 0x4b, 0x03, 0x04) && !head.includes('data.pkl') && (head.includes('metadata.json') || head.includes('config.json')))
    return 'keras';
  return startsWith(0x7b) ? 'json' : 'other';
}
