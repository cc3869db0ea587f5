import { words } from '../../../shared/words/words.js';
import type { Cause, Check, VerifiedSubject } from '../../../shared/domain/verification.js';
import { visible } from '../../../shared/words/visible.js';
import { EvidenceError } from '../error.js';

export type { Check };

/** Collects checks; a part that cannot even be read is one that does not hold. */
export class Checks {
  readonly list: Check[] = [];
  /** What the evidence is about, as far as it can be read. */
  about: VerifiedSubject | undefined;

  /** Notes whether a part holds: `problems` are what does not, in words. */
  note(part: string, problems: readonly string[], good: string, cause: Cause = 'broken'): void {
    if (problems.length === 0) this.list.push({ part, holds: true, says: visible(good) });
    else this.list.push(...problems.map((says) => ({ part, holds: false, says: visible(says), cause })));
  }

  /** Runs one step; a refusal is noted and gives nothing. */
  attempt<Value>(part: string, step: () => Value): Value | undefined {
    try {
      return step();
    } catch (error) {
      const coded = error instanceof EvidenceError ? error : undefined;
      this.list.push({
        part,
        holds: false,
        says: coded ? visible(coded.message) : words.checks.unreadable,
        cause: coded?.code === 'evidence-of-other-version' ? 'other-version' : 'broken',
      });
      return undefined;
    }
  }
}
