import { headOf } from '../scoring/scorer.js';
import type { Response } from '../scoring/response.js';
import { imagesOf } from './costs.js';
import { ownOptions, type MeasureRequest } from './measure-request.js';
import { measurePhases } from './phases.js';
import type { PlannedAudit } from './planned-audit.js';
import { atItsPlace, measure, type MeasureOptions } from './subject.js';
import { comparisons, type ComparisonName, type Measurements } from './table.js';

/**
 * Takes every measurement that a plan asks for, phase after phase. What it needs of images without
 * marks, students and weights is ready when it is called.
 */
export async function measureAll(request: MeasureRequest): Promise<Measurements> {
  const { subject, onPhase, onObservation } = request;
  const planned = plannedOf(request);
  const [opening] = measurePhases;
  onPhase?.(opening, imagesOf(opening, planned));
  const feature = await measureFeature(ownOptions(request));
  let effectClass = subject.label ?? indexOfLargest(feature.logOdds);
  onObservation?.({ kind: 'feature', class: effectClass, shift: feature.logOdds[effectClass] });

  const measured: Partial<Record<ComparisonName, unknown>> = {};
  for (const phase of measurePhases) {
    const images = imagesOf(phase, planned);
    if (phase !== opening && images > 0) onPhase?.(phase, images);
    for (const row of comparisons.filter((one) => one.phase === phase)) {
      const found = await row.measure({ ...request, feature, effectClass });
      measured[row.name] = found;
      effectClass = subject.label ?? row.attractedClass?.(feature, found) ?? effectClass;
    }
  }
  // Every row of the table has put in what it measured, under its own name.
  return { ...(measured as Measurements), feature, effectClass };
}

function plannedOf({ plan, subject, students, brought, network }: MeasureRequest): PlannedAudit {
  return {
    plan,
    subject,
    students: students ? students.scorer.networks - 1 : 0,
    brought: brought ? brought.scorer.networks - 1 : 0,
    network: network && { ...network, hasInitial: network.readInitial !== undefined },
  };
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
