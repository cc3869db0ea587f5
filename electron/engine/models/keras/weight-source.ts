import type { WeightArray } from '../../networks/network.js';
import type { LayerPlace } from './layer-calls.js';

/**
 * Where a model's weights lie. `roles` are the names of a layer's weights in the order in which
 * Keras creates them; a role may have several names, for Keras's versions differ. Gives Keras's own
 * arrays, one for each role. Throws `model-unreadable` where one is missing.
 */
export interface WeightSource {
  read(place: readonly LayerPlace[], roles: readonly (readonly string[])[]): WeightArray[];
}
