import type { Check } from '../../../shared/domain/verification.js';
import { EvidenceError } from '../error.js';

export type { Check };

/** Collects checks; a part that cannot even be read is one that does not hold. */
export class Checks {
  readonly list: Check[] = [];

  /** Notes whether a part holds: `problems` are what does not, in words. */
  note(part: string, problems: readonly string[], good: string): void {
    if (problems.length === 0) this.list.push({ part, holds: true, says: visible(good) });
    else this.list.push(...problems.map((says) => ({ part, holds: false, says: visible(says) })));
  }

  /** Runs one step; a refusal is noted and gives nothing. */
  attempt<Value>(part: string, step: () => Value): Value | undefined {
    try {
      return step();
    } catch (error) {
      this.list.push({ part, holds: false, says: error instanceof EvidenceError ? visible(error.message) : 'it cannot be read' });
      return undefined;
    }
  }
}

/** Names and reasons are other people's words: a terminal would obey what cannot be seen in them. */
function visible(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]/gu, '�');
}
