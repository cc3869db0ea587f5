import { clopperPearson } from './binomial.js';
import type { Interval } from './alternative.js';
import { requireCount } from './sample.js';
import { EngineError } from '../base/error.js';

/** Exceedances after which a sequential test stops: the feature is then a clear non-signal. */
export const defaultExceedanceLimit = 20;
/** Draws after which a sequential test ends: p can then be as small as 1 / 2,000. */
export const defaultMaximumDraws = 1999;

/**
 * p-value of a Monte-Carlo test, (1 + #{T_r >= T}) / (R + 1): `exceedances` of `draws` reference
 * values are at least as large as the observed one (Davison & Hinkley 1997, eq. 4.11).
 */
export function monteCarloPValue(exceedances: number, draws: number): number {
  requireExceedances(exceedances, draws);
  return (1 + exceedances) / (draws + 1);
}

/**
 * Two-sided Clopper-Pearson interval of the p-value that endless draws would give; what the
 * uncertainty of a finite number of draws leaves open. [0, 1] before the first draw.
 */
export function monteCarloBounds(exceedances: number, draws: number, level = 0.99): Interval {
  requireExceedances(exceedances, draws);
  return draws === 0 ? { low: 0, high: 1, level } : clopperPearson(exceedances, draws, level);
}

function requireExceedances(exceedances: number, draws: number): void {
  requireCount(draws, 0, 'number of draws');
  requireCount(exceedances, 0, 'number of exceedances');
  if (exceedances > draws) {
    throw new EngineError(
      'sample-invalid',
      `There are ${exceedances} exceedances among ${draws} draws.`,
      'Give at most as many exceedances as draws.',
    );
  }
}

/**
 * Where a sequential Monte-Carlo test stands (Besag & Clifford 1991): plain data, so that a journal
 * can keep it. It stops at the draw that brings the `limit`-th exceedance, with p = limit / draws,
 * or after `maximum` draws, with p = (1 + exceedances) / (maximum + 1).
 */
export interface SequentialTest {
  readonly limit: number;
  readonly maximum: number;
  readonly draws: number;
  readonly exceedances: number;
  /** References that equal the observed value exactly; they count as exceedances too. */
  readonly ties: number;
}

export function startSequentialTest(limit = defaultExceedanceLimit, maximum = defaultMaximumDraws): SequentialTest {
  requireCount(limit, 1, 'limit of exceedances');
  requireCount(maximum, 1, 'maximum of draws');
  return { limit, maximum, draws: 0, exceedances: 0, ties: 0 };
}

/**
 * The test after a block of reference values, in their order; values after the one that ends the
 * test are ignored, so that the result does not depend on the size of blocks.
 */
export function feedSequentialTest(test: SequentialTest, observed: number, block: ArrayLike<number>): SequentialTest {
  let { draws, exceedances, ties } = test;
  for (let index = 0; index < block.length && exceedances < test.limit && draws < test.maximum; index++) {
    if (!Number.isFinite(block[index]) || !Number.isFinite(observed)) {
      throw new EngineError(
        'sample-invalid',
        'The Monte-Carlo test got a value that is not a finite number.',
        'Check that the model answers every image with finite numbers.',
      );
    }
    draws += 1;
    if (block[index] >= observed) exceedances += 1;
    if (block[index] === observed) ties += 1;
  }
  return { ...test, draws, exceedances, ties };
}

export function sequentialDecision(test: SequentialTest): 'continue' | 'stop' {
  return test.exceedances >= test.limit || test.draws >= test.maximum ? 'stop' : 'continue';
}

/** p-value of a test that has stopped, and a valid upper estimate while it runs. */
export function sequentialPValue(test: SequentialTest): number {
  if (test.exceedances >= test.limit) return test.limit / test.draws;
  return monteCarloPValue(test.exceedances, test.draws);
}
