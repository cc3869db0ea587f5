import { NotRegular, openRegular } from '../../files/regular-file.js';
import { EngineError } from '../base/error.js';
import { maximumModelBytes } from './limits.js';

/** A model's file, whole. Throws `model-unreadable` or, beyond 500 MiB, `model-unsupported`. */
export async function readModelBytes(path: string, name: string): Promise<Buffer> {
  const { handle, size } = await openRegular(path).catch((cause: unknown) => {
    throw cannotOpen(name, cause);
  });
  try {
    if (size === 0) throw new EngineError('model-unreadable', `The model "${name}" is empty (0 bytes).`, 'Copy or export it again.');
    if (size > maximumModelBytes) {
      throw new EngineError(
        'model-unsupported',
        `The model "${name}" is larger than ${maximumModelBytes / 2 ** 20} MiB.`,
        'Models of this size are not audited here; export a smaller one.',
      );
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
      ? new EngineError(
          'model-unreadable',
          `"${name}" is a folder, no ONNX model.`,
          "Choose the model's file itself: .onnx, .keras, .h5 or model.json.",
        )
      : new EngineError('model-unreadable', `"${name}" is no regular file.`, "Choose the model's file itself.");
  }
  return new EngineError(
    'model-unreadable',
    `The model "${name}" could not be opened.`,
    'Check that the file exists and that you may read it.',
    { cause },
  );
}
