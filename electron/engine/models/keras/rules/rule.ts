import type { LayerCall } from '../layer-calls.js';
import type { Translation } from '../translation.js';
import type { KerasValue } from '../value.js';

/** Turns one use of a Keras layer into nodes of the trainer's network. Throws `model-unsupported` with the layer named. */
export type LayerRule = (call: LayerCall, translation: Translation) => KerasValue;
