import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Calibration } from '../../../shared/domain/lookup.js';
import { normalQuantile } from '../../engine/statistics/normal-distribution.js';
import { openCase } from '../audit/case.js';
import { runPilot } from '../audit/pilot.js';
import type { Pilot, Plan } from '../../engine/comparisons/plan.js';
import { defaultTimeBudget, studentsShare } from '../audit/plan.js';
import { planFor } from '../audit/plan-for.js';
import type { LookupHandler } from '../job.js';

/** Seconds of every audit that no plan changes: loading, controls, writing. */
const fixedSeconds = 8;

/** Marks that meet every host beside the strings, as in the plan. */
const marksBesideStrings = 110;

/** A short run on the model itself: how long the audit will take, and what it will be able to see. */
export const calibrate: LookupHandler<'calibrate'> = async ({ spec, secrets }, { threads, signal, cacheFolder, onProgress }) => {
  const folder = join(cacheFolder, 'calibration', randomUUID());
  await mkdir(folder, { recursive: true });
  const audited = await openCase({ spec, secrets, specFolder: '/', outputFolder: folder }, 0, threads, signal);
  try {
    const level = spec.distillation ? 'full' : 'quick';
    const timeBudget = spec.method.timeBudget ?? defaultTimeBudget[level];
    const pilot = await runPilot(audited, join(folder, 'pilot.bin'), signal, (done, total) =>
      onProgress({ phase: 'pilot', done, total, unit: 'images' }),
    );
    const plan = await planFor(audited, pilot, level, timeBudget);
    const strings = plan.blocks[plan.blocks.length - 1] ?? 0;
    const students = plan.controlPlacements > 0 ? (spec.distillation?.students ?? 0) : 0;
    const studentSeconds = students === 0 ? 0 : studentsShare * timeBudget;
    const { alpha, tried } = spec.method;
    return {
      imagesPerSecond: pilot.imagesPerSecond,
      hosts: plan.hosts,
      strings,
      controlPlacements: plan.controlPlacements,
      students,
      distillationImages: plan.distillationImages,
      batchSize: plan.batchSize,
      seconds: fixedSeconds + imagesOf(plan, strings, students + spec.referenceModels.length) / pilot.imagesPerSecond + studentSeconds,
      studentSeconds,
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

function imagesOf(plan: Plan, strings: number, networks: number): number {
  const own = (strings + plan.permutations + marksBesideStrings) * plan.hosts;
  const placed = (1 + plan.contrastStrings) * (1 + plan.controlPlacements) * plan.referenceHosts * (1 + networks);
  return own + (networks > 0 ? placed : 0);
}

/** Q_(1 - alpha) - Q_.20 of strings that are spread like the pilot's, about normal; in points at even odds, where they are most. */
function effectOf({ stringDeviation }: Pilot, level: number): Calibration['detectableEffect'] {
  if (!(stringDeviation > 0)) return undefined;
  const logOdds = (normalQuantile(1 - level) - normalQuantile(0.2)) * stringDeviation;
  return { logOdds, probabilityPoints: 100 * (2 / (1 + Math.exp(-logOdds / 2)) - 1) };
}

function warningsOf(plan: Plan, strings: number, { level, compares }: { level: number; compares: boolean }): string[] {
  return [
    ...(compares && plan.controlPlacements === 0
      ? ['References cannot be compared: the mark leaves too few other places in the image.']
      : []),
    ...((strings + 1) * level < 1
      ? [`${strings} other texts are too few to reach p = ${level}: this plan cannot find anything by rank.`]
      : []),
  ];
}
