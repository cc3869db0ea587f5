import { NotRegular, openRegular } from '../../files/regular-file.js';
import { EngineError } from '../base/error.js';
import { maximumModelBytes } from './limits.js';

/** A model's file, whole. Throws `model-unreadable` or, beyond 500 MiB, `model-unsupported`. */
export async function readModelBytes(path: string, name: string): Promise<Buffer> {
  const { handle, size } = await openRegular(path).catch((cause: unknown) => {
    throw cannotOpen(name, cause);
  });
  try {
    if (size === 0) throw new EngineError('model-unreadable', { fault: 'model-empty', name });
    if (size > maximumModelBytes) {
      throw new EngineError('model-unsupported', { fault: 'model-too-large', name, maximumModelBytes });
    }
    const bytes = Buffer.alloc(size);
    const { bytesRead } = await handle.read(bytes, 0, bytes.length, 0);
    return bytes.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

function cannotOpen(name: string, cause: unknown): EngineError {
  if (cause instanceof NotRegular) {
    return cause.isFolder
      ? new EngineError('model-unreadable', { fault: 'folder-for-model', name })
      : new EngineError('model-unreadable', { fault: 'model-not-a-file', name });
  }
  return new EngineError('model-unreadable', { fault: 'model-unopenable', name }, { cause });
}
