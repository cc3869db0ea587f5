import { availableParallelism, cpus } from 'node:os';
import type { RunRecord } from '../../../shared/domain/audit-result.js';
import { measurePhases } from '../../engine/comparisons/phases.js';
import type { Clock } from './clock.js';

/** When, how fast and on what an audit ran; beside the result, whose bytes do not depend on it. */
export function runRecordOf({
  clock,
  images,
  resumed,
  controlsKnown,
  seed,
}: Pick<RunRecord, 'resumed' | 'controlsKnown' | 'seed'> & { readonly clock: Clock; readonly images: number }): RunRecord {
  const seconds = clock.elapsed;
  const scoring = clock.phases.filter(({ phase }) => scoringPhases.has(phase)).reduce((sum, phase) => sum + phase.seconds, 0);
  return {
    schema: 'engram.run-record/1',
    startedAt: clock.startedAt,
    finishedAt: new Date().toISOString(),
    seconds,
    phases: clock.phases,
    resumed,
    controlsKnown,
    seed,
    imagesScored: images,
    imagesPerSecond: scoring > 0 ? images / scoring : 0,
    peakMemoryMiB: process.resourceUsage().maxRSS / 1024,
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    processors: `${availableParallelism()} of ${cpus()[0]?.model ?? 'unknown'}`,
  };
}

const scoringPhases: ReadonlySet<string> = new Set(measurePhases);
