import type { Response } from '../../scoring/response.js';

/** Shapes: C classes, R strings. */

/** Exceedances at which a clear non-signal stops early (Besag & Clifford 1991). */
export const exceedancesToStop = 20;

export interface StringsOutcome {
  /** T(z_u): log-odds shift of the label, or the largest standardised shift when no label is known. */
  readonly statistic: number;
  readonly unit: 'log-odds' | 'standardised';
  /** The same statistic of every string drawn. */
  readonly references: Float64Array;
  /** Strings that moved the answer at least as far. */
  readonly exceedances: number;
  /** Draws that count: all of them, or those up to the twentieth exceedance. */
  readonly draws: number;
  readonly p: number;
  readonly stoppedEarly: boolean;
  /** Class that the statistic is about. */
  readonly class: number;
}

/**
 * Ranks the feature among strings of the same template (docs/method.md, same-template strings). With the
 * record's label known the statistic is that class's log-odds shift; otherwise the largest of all
 * classes' shifts, each standardised by mean and deviation over all patches, the feature among them.
 * p = (1 + #{T(z_r) >= T(z_u)}) / (R + 1), or 20 / draws where the twentieth exceedance came early.
 */
export function rankAmongStrings(feature: Response, strings: readonly Response[], label: number | undefined): StringsOutcome {
  const known = label !== undefined;
  const scored = known ? shiftsOfClass(feature, strings, label) : largestStandardisedShifts(feature, strings);
  const { statistic, references } = scored;
  let exceedances = 0;
  for (let draw = 0; draw < references.length; draw++) {
    if (references[draw] < statistic) continue;
    exceedances++;
    // Standardised shifts depend on all draws, so only a known label can stop at the very draw.
    if (known && exceedances === exceedancesToStop && draw + 1 < references.length) {
      return { ...scored, unit: 'log-odds', exceedances, draws: draw + 1, p: exceedances / (draw + 1), stoppedEarly: true };
    }
  }
  return {
    ...scored,
    unit: known ? 'log-odds' : 'standardised',
    exceedances,
    draws: references.length,
    p: (1 + exceedances) / (references.length + 1),
    stoppedEarly: false,
  };
}

interface Scored {
  readonly statistic: number;
  readonly references: Float64Array;
  readonly class: number;
}

function shiftsOfClass(feature: Response, strings: readonly Response[], label: number): Scored {
  return {
    statistic: feature.logOdds[label],
    references: Float64Array.from(strings, (response) => response.logOdds[label]),
    class: label,
  };
}

function largestStandardisedShifts(feature: Response, strings: readonly Response[]): Scored {
  const all = [feature, ...strings];
  const classes = feature.logOdds.length;
  const largest = new Float64Array(all.length).fill(Number.NEGATIVE_INFINITY);
  let attracted = 0;
  for (let index = 0; index < classes; index++) {
    let sum = 0;
    for (const response of all) sum += response.logOdds[index];
    const mean = sum / all.length;
    let squares = 0;
    for (const response of all) squares += (response.logOdds[index] - mean) ** 2;
    const deviation = Math.sqrt(squares / Math.max(1, all.length - 1));
    for (let patch = 0; patch < all.length; patch++) {
      const standardised = deviation > 0 ? (all[patch].logOdds[index] - mean) / deviation : 0;
      if (standardised <= largest[patch]) continue;
      largest[patch] = standardised;
      if (patch === 0) attracted = index;
    }
  }
  return { statistic: largest[0], references: largest.slice(1), class: attracted };
}
