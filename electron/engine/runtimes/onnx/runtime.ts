import { EngineError } from '../../base/error.js';
import type { Runtime } from '../runtime.js';
import { describeProviders } from './providers.js';
import { ScanSteps } from './scan-steps.js';
import { onnxruntimeVersion, Session } from './session.js';

/** onnxruntime, which ships with the app: always here, and taken where no other offers itself. */
export const onnxRuntime: Runtime = {
  name: 'onnx',
  composites: false,
  isHere: () => true,
  missing: () => new EngineError('runtime-missing', { fault: 'onnxruntime-misplaced' }),
  offer: () => Promise.resolve({ takes: true, reason: 'ships with Engram' }),
  open: (model, options) => Session.create(model, options),
  steps: (program, arrays, options) => ScanSteps.create(program, arrays, options),
  devices: describeProviders,
  facts: () => Promise.resolve({ facts: [{ name: 'onnxruntime', value: `${onnxruntimeVersion()}, on the processor` }], missing: [] }),
};
