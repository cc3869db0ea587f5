import type { Decision } from './signing.js';
import type { Verdict } from './verdict.js';

/** What an approver's decision departs from, so that it has to be explained: a rule that window, command line and service share. */

/** Decisions that follow from a verdict by itself; any other one needs a reason. */
const following: Readonly<Record<Verdict, readonly Decision[]>> = {
  memorised: ['hold', 'retrain'],
  signal: ['hold', 'retrain'],
  inconclusive: ['hold', 'retrain'],
  'not-detected': ['release'],
};

/** An instruction at the beginning of a part of a sentence: "Hold the release; find the record; retrain." */
const instruction = /(?:^|[.;,:]|\b(?:and|then|or)\b)\s*(do not release|withhold|hold|release|retrain)\b/giu;

/** The decisions that an action names which was agreed in a team's own words; none where it says something else. */
export function decisionsIn(action: string): Decision[] {
  const named = [...action.matchAll(instruction)].map(([, words = '']) => words.toLowerCase());
  const isNamed = { release: ['release'], hold: ['hold', 'withhold', 'do not release'], retrain: ['retrain'] } as const;
  return (['release', 'hold', 'retrain'] as const).filter((decision) => isNamed[decision].some((words) => named.includes(words)));
}

/** `verdict`: against it; `action`: against the action agreed beforehand; `action-unclear`: that names no decision, so that nobody can tell. */
export const grounds = ['verdict', 'action', 'action-unclear'] as const;
export type Ground = (typeof grounds)[number];

/** Why a decision has to be explained; empty where it is what was agreed and what the verdict suggests. */
export function groundsOf(decision: Decision, verdict: Verdict, action: string): Ground[] {
  const named = decisionsIn(action);
  return [
    ...(following[verdict].includes(decision) ? [] : (['verdict'] as const)),
    ...(named.length === 0 ? (['action-unclear'] as const) : named.includes(decision) ? [] : (['action'] as const)),
  ];
}
