import { headOf } from '../scoring/scorer.js';
import type { Response } from '../scoring/response.js';
import { ownOptions, type MeasureRequest } from './measure-request.js';
import { measurePhases } from './phases.js';
import { atItsPlace, measure, type MeasureOptions } from './subject.js';
import { comparisons, type ComparisonName, type Measurements } from './table.js';

/** Passes over the hosts before any comparison: clean, and with the feature. */
const openingPasses = 2;

/**
 * Takes every measurement that a plan asks for, phase after phase. What it needs of images without
 * marks, students and weights is ready when it is called.
 */
export async function measureAll(request: MeasureRequest): Promise<Measurements> {
  const { subject, plan, onPhase, onObservation } = request;
  const [opening] = measurePhases;
  const costOf = (phase: (typeof measurePhases)[number]) =>
    comparisons.filter((row) => row.phase === phase).reduce((sum, row) => sum + row.cost(request), 0);
  onPhase?.(opening, openingPasses * plan.hosts + costOf(opening));
  const feature = await measureFeature(ownOptions(request));
  let effectClass = subject.label ?? indexOfLargest(feature.logOdds);
  onObservation?.({ kind: 'feature', class: effectClass, shift: feature.logOdds[effectClass] });

  const measured: Partial<Record<ComparisonName, unknown>> = {};
  for (const phase of measurePhases) {
    const cost = costOf(phase);
    if (phase !== opening && cost > 0) onPhase?.(phase, cost);
    for (const row of comparisons.filter((one) => one.phase === phase)) {
      const found = await row.measure({ ...request, feature, effectClass });
      measured[row.name] = found;
      effectClass = subject.label ?? row.attractedClass?.(feature, found) ?? effectClass;
    }
  }
  // Every row of the table has put in what it measured, under its own name.
  return { ...(measured as Measurements), feature, effectClass };
}

/** The response to the feature at its place. */
export async function measureFeature(options: MeasureOptions): Promise<Response> {
  const { subject, scorer } = options;
  const { classes } = headOf(scorer);
  return (await measure('feature', [atItsPlace(subject, subject.feature.patch)], options, classes)).at(0);
}

function indexOfLargest(values: Float64Array): number {
  return values.reduce((best, value, index) => (value > values[best] ? index : best), 0);
}
