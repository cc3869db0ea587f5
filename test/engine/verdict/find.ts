import type { ClaimResult } from '../../../shared/domain/audit-result.js';
import { findingsOf, type Findings, type FindingsInput } from '../../../electron/engine/verdict/findings.js';
import type { Measurements } from '../../../electron/engine/comparisons/table.js';
import { Generator } from '../../../electron/engine/base/random/generator.js';
import { studied } from './studied.js';
import { label, measurements, references, response, strings } from '../comparisons/synthetic.js';

/** Findings of made-up measurements of a dense network, where the studies came out well. */
export function find(change: Partial<Measurements> = {}, context: Partial<Omit<FindingsInput, 'measurements'>> = {}): Findings {
  return findingsOf({
    measurements: measurements(change),
    family: 'dense',
    label,
    alpha: 0.05,
    tried: 1,
    controls: [],
    legibility: undefined,
    lacksRoom: false,
    validity: studied,
    ...context,
  });
}

export function claimOf({ claims }: Findings, claim: ClaimResult['claim']): ClaimResult {
  const found = claims.find((one) => one.claim === claim);
  if (!found) throw new Error(`No result for ${claim}.`);
  return found;
}

const drawn = new Generator(1, 'strings');
export const manyStrings = { strings: strings(1999, () => drawn.normal()) };
export const fewStrings = { strings: strings(99, (index) => index - 50) };
export const shifted = (shift: number) => response(shift, 'feature');
export const strong = references({ text: 6, kind: 6 });
export const none = references({ text: 0, kind: 0 });
