import { at } from '../domain/at.js';
import type { Check, VerifiedSubject } from '../domain/verification.js';
import { words } from './words.js';

/** What a verification comes to, for somebody who reads nothing else: the same in the window and on the command line. */
export interface Outcome {
  readonly holds: boolean;
  readonly title: string;
  readonly next: string;
}

/** `trusting`: whether certificates were chosen that vouch for the signers. */
export function outcomeOf(checks: readonly Check[], about: VerifiedSubject | undefined, trusting: boolean): Outcome {
  const failing = checks.filter(({ holds }) => !holds);
  if (failing.length === 0) {
    return {
      holds: true,
      title: 'Everything holds: nothing was changed since it was signed, and certificates that you trust vouch for who signed.',
      next: about?.older === true ? `${rely} ${older}` : rely,
    };
  }
  const partsOf = (...causes: Check['cause'][]) => [
    ...new Set(failing.filter(({ cause }) => causes.includes(cause)).map(({ part }) => part)),
  ];
  const broken = partsOf('broken', undefined);
  if (broken.length > 0) {
    return {
      holds: false,
      title: `Do not rely on it: ${listed(broken)} ${broken.length === 1 ? 'does' : 'do'} not hold.`,
      next: 'Ask whoever sent it for the original again, and tell them which parts do not hold.',
    };
  }
  const foreign = partsOf('other-version');
  if (foreign.length > 0) {
    return {
      holds: false,
      title: `It cannot be judged here: ${listed(foreign)} ${foreign.length === 1 ? 'is' : 'are'} in a format of another version of Engram.`,
      next: 'Nothing that could be read was changed. Verify it with the version of Engram that made it, or ask for the evidence in the present format.',
    };
  }
  return {
    holds: false,
    title: `Nothing was changed, but nobody you trust vouches for ${listed(partsOf('untrusted'))}.`,
    next: trusting
      ? 'The certificates that you chose are not those of the signers’ organisation. Ask it for its root certificate by another way than the evidence came, choose it and verify again.'
      : 'No trusted certificates were chosen, so nobody vouches for the signers. Ask their organisation for its root certificate by another way than the evidence came, choose it and verify again.',
  };
}

const rely = 'You can rely on this evidence being what its signers signed.';
const older =
  'It is in an older format of Engram: other programs may refuse to read its signatures, as the names of its fields hold a period.';

export const verifiedWords = { undecided: 'None was signed.' };

/** What stands beside the outcome: signatures that hold say nothing good of the model by themselves. */
export function verdictLines({ verdicts, decision }: VerifiedSubject): string[] {
  return [
    ...verdicts.map(({ subject, verdict }) => `${words.claims[subject].title}: ${words.verdicts[verdict].title}.`),
    decision === undefined
      ? 'Decision: none was signed.'
      : `Decision: ${words.decisions[decision.decision].title.toLowerCase()}, by ${decision.by}.`,
  ];
}

function listed(parts: readonly string[]): string {
  const named = parts.map((part) => `the ${part}`);
  return named.length < 2 ? named.join() : `${named.slice(0, -1).join(', ')} and ${at(named, -1)}`;
}
