import { words } from '../../../shared/words/words.js';
import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Calibration } from '../../../shared/domain/lookup.js';
import { normalQuantile } from '../../engine/statistics/normal-distribution.js';
import { openCase } from '../audit/case.js';
import { runPilot } from '../audit/pilot.js';
import type { Pilot, Plan } from '../../engine/comparisons/plan.js';
import { foresee } from '../audit/foresee.js';
import { ownTime } from '../audit/plan.js';
import { timeProblem } from '../audit/time-limit.js';
import { planFor } from '../audit/plan-for.js';
import type { LookupHandler } from '../job.js';

/** A short run on the model itself: how long the audit will take, and what it will be able to see. */
export const calibrate: LookupHandler<'calibrate'> = async ({ spec, secrets }, { threads, signal, cacheFolder, onProgress }) => {
  const folder = join(cacheFolder, 'calibration', randomUUID());
  await mkdir(folder, { recursive: true });
  const audited = await openCase({ spec, secrets, specFolder: '/', outputFolder: folder }, 0, threads, signal);
  try {
    const level = spec.distillation ? 'full' : 'quick';
    const timeBudget = ownTime(spec);
    const pilot = await runPilot(audited, {
      path: join(folder, 'pilot.bin'),
      timeBudget,
      signal,
      report: (done, total) => onProgress({ phase: 'pilot', done, total, unit: 'images' }),
    });
    const plan = await planFor(audited, pilot, level, timeBudget);
    const strings = plan.blocks[plan.blocks.length - 1] ?? 0;
    const students = plan.controlPlacements > 0 ? (spec.distillation?.students ?? 0) : 0;
    const { alpha, tried } = spec.method;
    const { phases, seconds, outlook } = await foresee(audited, { plan, pilot, specFolder: '/', cacheFolder });
    return {
      imagesPerSecond: pilot.imagesPerSecond,
      hosts: plan.hosts,
      strings,
      controlPlacements: plan.controlPlacements,
      students,
      distillationImages: plan.distillationImages,
      batchSize: plan.batchSize,
      outlook,
      studentSeconds: ((phases.get('distil') ?? 0) + (phases.get('students') ?? 0)) / pilot.share,
      tooShort: timeProblem(seconds, spec.method.timeBudget),
      detectableEffect: effectOf(pilot, alpha / tried),
      device: audited.classifier.device,
      warnings: warningsOf(plan, strings, {
        level: alpha / tried,
        compares: spec.distillation !== undefined || spec.referenceModels.length > 0,
      }),
    };
  } finally {
    await audited.classifier.dispose();
    await rm(folder, { recursive: true, force: true });
  }
};

/** Q_(1 - alpha) - Q_.20 of strings that are spread like the pilot's, about normal; in points at even odds, where they are most. */
function effectOf({ stringDeviation }: Pilot, level: number): Calibration['detectableEffect'] {
  if (!(stringDeviation > 0)) return undefined;
  const logOdds = (normalQuantile(1 - level) - normalQuantile(0.2)) * stringDeviation;
  return { logOdds, probabilityPoints: 100 * (2 / (1 + Math.exp(-logOdds / 2)) - 1) };
}

function warningsOf(plan: Plan, strings: number, { level, compares }: { level: number; compares: boolean }): string[] {
  return [
    ...(compares && plan.controlPlacements === 0 ? [words.hints.noOtherPlaces] : []),
    ...((strings + 1) * level < 1 ? [words.hints.tooFewTextsForAlpha(strings, level)] : []),
  ];
}
