import type { WeightArray } from '../../../networks/network.js';
import type { LayerPlace } from '../layer-calls.js';
import { unreadable } from '../refusals.js';

/** A stored weight and how to get at it. */
export interface NamedWeight {
  /** As Keras names it: "block/conv/kernel"; a ":0" at the end is gone. */
  readonly name: string;
  read(): WeightArray;
}

/** What a weight is to its layer: the last part of its name. One without a name is "variable", counted over the model. */
export function roleOf({ name }: Pick<NamedWeight, 'name'>): string {
  return name.slice(name.lastIndexOf('/') + 1).replace(/^variable_\d+$/, 'variable');
}

/**
 * Finds the weights of one layer among named ones: the last part of a name is its role, what comes
 * before it is the layer's name with those of the models around it, as far as Keras has put them
 * there. Throws `model-unreadable` where a weight is missing or several would do.
 */
export function findWeights(
  weights: readonly NamedWeight[],
  place: readonly LayerPlace[],
  roles: readonly (readonly string[])[],
): WeightArray[] {
  const path = place.map(({ name }) => name);
  return roles.map((names) => {
    const fitting = weights.filter((weight) => names.includes(roleOf(weight)));
    return choose(fitting, path, names[0]).read();
  });
}

/** The fitting weight whose name shares most with the layer's path, from its end. */
function choose(fitting: readonly NamedWeight[], path: readonly string[], role: string): NamedWeight {
  for (let length = path.length; length > 0; length--) {
    const layer = path.slice(-length).join('/');
    const found = fitting.filter(({ name }) => name.slice(0, name.lastIndexOf('/')).endsWith(layer) && isWhole(name, layer));
    if (found.length === 1) return found[0];
    if (found.length > 1) throw unreadable({ fault: 'keras-weights-ambiguous', found: found.length, role, path: path.join('/') });
  }
  throw unreadable({ fault: 'keras-weight-missing', weight: role, layer: path.join('/') });
}

/** Whether the layer's name in the weight's is not the end of a longer one. */
function isWhole(name: string, layer: string): boolean {
  const start = name.lastIndexOf('/') - layer.length;
  return start === 0 || name[start - 1] === '/';
}
