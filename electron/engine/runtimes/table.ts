import { embeddedRuntime, type RuntimeName } from '../../../shared/domain/runtime.js';
import { onnxRuntime } from './onnx/runtime.js';
import type { Runtime } from './runtime.js';
import { tensorflowRuntime } from './tensorflow/runtime.js';

/** One row a runtime. A new one is a folder here, its row, and its name in shared/domain/runtime.ts. */
const table: Readonly<Record<RuntimeName, Runtime>> = {
  onnx: onnxRuntime,
  tensorflow: tensorflowRuntime,
};

export const runtimes: readonly Runtime[] = Object.values(table);

/** The row of a runtime; the embedded one where none is named. */
export function runtimeNamed(name: RuntimeName = embeddedRuntime): Runtime {
  return table[name];
}
