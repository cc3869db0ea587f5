import { EngineError } from '../../base/error.js';

const exportHint = 'Convert the model to ONNX instead: tf2onnx, or model.export(path, format="onnx") of Keras 3.';

/** A layer that is not taken: its class, its name and why. */
export function refusedLayer(className: string, name: string, reason: string, hint = exportHint): EngineError {
  return new EngineError('model-unsupported', `The layer "${name}" (${className}) ${reason}.`, hint);
}

/** A file that is not what it seems, or is damaged. */
export function unreadable(
  message: string,
  hint = 'The file may be damaged: copy it or save the model again.',
  cause?: unknown,
): EngineError {
  return new EngineError('model-unreadable', message, hint, { cause });
}
