import type { TermName } from '../../shared/words/words.js';

/** Which definition is open. */
class Definitions {
  open = $state(false);
  name = $state<TermName>('p');

  show(name: TermName): void {
    this.name = name;
    this.open = true;
  }
}

export const definitions = new Definitions();
