import type { DeviceState } from '../../domain/lookup.js';

/** Whether something computes here, or why not. */
export const deviceStates: Record<DeviceState, string> = {
  starts: 'It is ready.',
  'not-held': 'The runtime on this system does not contain it.',
  'does-not-start': 'The runtime contains it, but it does not start. A driver or a device is missing.',
  'card-here': 'An NVIDIA card is here.',
  'no-card': 'No NVIDIA card is here. Engram uses ONNX Runtime unless an audit asks for TensorFlow.',
  'library-absent': 'Its library is not installed. Ask the person who installed Engram to add it.',
};
