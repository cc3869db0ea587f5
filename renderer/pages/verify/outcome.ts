import { at } from '../../../shared/domain/at.js';
import type { Check } from '../../../shared/domain/verification.js';

/** What the checks come to, in a sentence for somebody who reads nothing else. */
export interface Outcome {
  readonly holds: boolean;
  readonly title: string;
  readonly next: string;
}

/** `trusting`: whether certificates were chosen that vouch for the signers. */
export function outcomeOf(checks: readonly Check[], trusting: boolean): Outcome {
  const failing = [...new Set(checks.filter(({ holds }) => !holds).map(({ part }) => part))];
  if (failing.length === 0) {
    return {
      holds: true,
      title: 'Everything holds: nothing was changed since it was signed, and certificates that you trust vouch for who signed.',
      next: 'You can rely on this evidence being what its signers signed.',
    };
  }
  const title = `Do not rely on it: ${listed(failing)} ${failing.length === 1 ? 'does' : 'do'} not hold.`;
  if (!trusting && failing.every((part) => part.startsWith('signature')))
    return {
      holds: false,
      title,
      next: 'No trusted certificates were chosen, so nobody vouches for the signers. Ask their organisation for its root certificate by another way than the evidence came, choose it above and verify again.',
    };
  return { holds: false, title, next: 'Ask whoever sent it for the original again, and tell them which parts do not hold.' };
}

function listed(parts: readonly string[]): string {
  const named = parts.map((part) => `the ${part}`);
  return named.length < 2 ? named.join() : `${named.slice(0, -1).join(', ')} and ${at(named, -1)}`;
}
