import { EngineError } from '../../engine/base/error.js';
import { words } from '../../../shared/words/words.js';

/** How far an audit may go over the time that a spec sets. */
const tolerance = 1.2;

/** What is said of a time that a person set where the audit cannot keep to it; undefined where it can. */
export function timeProblem(seconds: number, limit: number | undefined): string | undefined {
  return limit === undefined || seconds <= tolerance * limit ? undefined : words.outlook.limitTooShort(seconds, limit);
}

/**
 * A time that a person set is kept or refused before anything is measured: the fewest hosts, texts and
 * comparisons that can be judged take so long by the pilot.
 * @throws EngineError `time-limit-too-short`
 */
export function requireTime(seconds: number, limit: number | undefined): void {
  const problem = timeProblem(seconds, limit);
  if (problem !== undefined) throw new EngineError('time-limit-too-short', { message: problem, hint: words.outlook.limitHint(seconds) });
}
