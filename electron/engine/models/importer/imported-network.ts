import type { Network, Weights } from '../../networks/network.js';

/** A network of the trainer with the model's weights; it gives the model's logits. */
export interface ImportedNetwork {
  readonly network: Network;
  readonly weights: Weights;
}

/** What keeps a model from being imported: operator, node and reason of each obstacle. */
export interface UnsupportedNetwork {
  readonly unsupported: readonly string[];
}

export function isImported(result: ImportedNetwork | UnsupportedNetwork): result is ImportedNetwork {
  return 'network' in result;
}
