/** onnxruntime, in the one place from which the engine takes it: its telemetry is off before it is loaded. */
import './without-telemetry.js';

export { env, InferenceSession, listSupportedBackends, Tensor, type OnnxValue } from 'onnxruntime-node';
