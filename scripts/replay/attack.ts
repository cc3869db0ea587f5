import { binOf, histogramBins } from '../../shared/domain/histogram.js';
import type { Finding } from '../../shared/domain/finding.js';
import { stepUp } from '../../electron/evidence/finding/ladder.js';
import { minimumDetectableEffect } from '../../electron/engine/statistics/detectable-effect.js';
import { mean, standardDeviation } from '../../electron/engine/statistics/moments.js';
import { noMemory } from '../../electron/jobs/audit/file-memory.js';
import { atItsPlace, measure } from '../../electron/engine/comparisons/subject.js';
import { controlLabel } from '../../electron/engine/controls/control.js';
import { headOf } from '../../electron/engine/scoring/scorer.js';
import type { Audited } from './audit.js';
import type { CleanModel } from './clean-model.js';

/** What an attacker who has the model computes of a candidate text, on hosts of their own. */
interface Replayed {
  /** Share of texts with about as much ink that move the answer at least as far: the p that the candidate would get. */
  readonly p: number;
  readonly place: number;
  readonly detectable: number;
  readonly shares: readonly number[];
}

/** As when the audit draws its decoys. */
const inkTolerance = 0.1;
const trialsCorrected = 3;

/** Everything that a finding states about the strings' test, for each candidate; the class of the record is known to the attacker. */
export async function replay(model: CleanModel, candidates: readonly string[]): Promise<Replayed[]> {
  const features = await Promise.all(candidates.map((text) => model.feature(text)));
  const scorer = model.scorer(false);
  const subject = model.subject(features[0], 1, 0);
  const table = await measure(
    'candidates',
    features.map(({ patch }) => atItsPlace(subject, patch)),
    { subject, scorer, memory: noMemory, chunk: 100 },
    headOf(scorer).classes,
  );
  const shifts = table.ofNetwork().map(({ logOdds }) => logOdds[controlLabel]);
  const ink = features.map((feature) => feature.describe().inkPixels);
  const byInk = new Map<number, Omit<Replayed, 'p' | 'place'> & { readonly alike: Float64Array }>();
  return shifts.map((shift, index) => {
    const own = ink[index];
    let known = byInk.get(own);
    if (known === undefined) {
      const alike = Float64Array.from(shifts.filter((_, other) => Math.abs(ink[other] - own) <= inkTolerance * own));
      known = { alike, detectable: minimumDetectableEffect(alike, 0.05, trialsCorrected).effect, shares: sharesOf(alike) };
      byInk.set(own, known);
    }
    const { alike, detectable, shares } = known;
    const above = alike.filter((other) => other >= shift).length;
    return { p: above / alike.length, place: (shift - mean(alike)) / standardDeviation(alike), detectable, shares };
  });
}

function sharesOf(values: Float64Array): number[] {
  const [centre, deviation] = [mean(values), standardDeviation(values)];
  const shares = new Array<number>(histogramBins).fill(0);
  for (const value of values) shares[binOf((value - centre) / deviation)] += 1 / values.length;
  return shares;
}

/** How well a candidate fits what is known: higher is better. */
type Fit = (candidate: Replayed) => number;

/** By all that the public finding says. */
export function publicFit({ claims, decoys, effect }: Finding): Fit {
  const { pBand: band, detectableEffectPoints: points } = claims.find(({ claim }) => claim === 'text') ?? {};
  return (candidate) => {
    const significant = Math.min(1, trialsCorrected * candidate.p) <= 0.05;
    const fits = band === undefined || (band === 'above') !== significant;
    const shares = decoys?.shares ?? candidate.shares;
    const distance = shares.reduce((sum, share, bin) => sum + (share - candidate.shares[bin]) ** 2, 0);
    const ladder = points === undefined ? 0 : Math.abs(Math.log((stepUp(100 * candidate.detectable) || 1) / points));
    const place = decoys?.place === undefined || effect === undefined ? 0 : Math.abs(decoys.place - candidate.place);
    return (fits ? 0 : -10) - 20 * distance - 0.1 * ladder - place;
  };
}

/** By the exact p and place, if they were published. */
export function exactFit({ p, place }: Audited['exact']): Fit {
  return (candidate) => -Math.abs(candidate.place - place) - 0.1 * Math.abs(candidate.p - p);
}

/** Rank of the true candidate as a share of all, from 0 (first) to 1; equals count half. */
export function rankOf(fit: Fit, candidates: readonly Replayed[], truth: number): number {
  const scores = candidates.map(fit);
  const better = scores.filter((score) => score > scores[truth]).length;
  const equal = scores.filter((score) => score === scores[truth]).length - 1;
  return (better + equal / 2) / (candidates.length - 1);
}
