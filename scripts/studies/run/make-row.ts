import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { auditMark } from '../audits/audit-mark.js';
import { openAuditedModel } from '../audits/audited-model.js';
import type { Collection } from '../collection/labelled-images.js';
import { networkDesigns } from '../model/network-kinds.js';
import { trainModel } from '../model/train-model.js';
import { hashOf, type StudyModel } from '../rows/study-model.js';
import type { AuditRow, StudyRow } from '../rows/study-row.js';
import { settingsOf } from '../settings.js';
import type { Origin } from './origin.js';

export interface RowRequest {
  readonly model: StudyModel;
  readonly collection: Collection;
  /** For files while the model is audited; empty again afterwards. */
  readonly folder: string;
  readonly origin: Origin;
  readonly signal: AbortSignal;
}

/** Trains one model of a study, audits it for all its marks and says what came out. */
export async function makeRow({ model, collection, folder, origin, signal }: RowRequest): Promise<StudyRow> {
  const settings = settingsOf(model);
  const own = join(folder, `${model.study}-${model.number}`);
  const began = performance.now();
  const clock = stopwatch();
  const trained = await trainModel(model, collection, signal);
  const training = clock();
  const { marks, ...described } = model;
  const audits: AuditRow[] = [];
  let students = 0;
  let agreement = Number.NaN;
  // With the initial weights known, students start from them: another audit, beside the first.
  for (const initialKnown of settings.initialCheckpoint ? [false, true] : [false]) {
    clock();
    try {
      const audited = await openAuditedModel({ model, trained, collection, settings, initialKnown, folder: own, signal });
      students += clock();
      if (!initialKnown) agreement = audited.students.agreement;
      try {
        for (const mark of marks.keys())
          audits.push(
            ...(await auditMark({
              audited,
              model,
              mark,
              settings,
              labelUnknownToo: model.study !== 'false-alarms' && !initialKnown,
              signal,
            })),
          );
      } finally {
        await audited.dispose();
      }
    } finally {
      await rm(own, { recursive: true, force: true });
    }
  }
  const seconds = { training, students, audits: Math.round(((performance.now() - began) / 1000 - training - students) * 10) / 10 };
  return {
    schema: 'engram.study-row/1',
    hash: hashOf(model, settings),
    ...origin,
    model: described,
    family: networkDesigns[model.network].family,
    epoch: trained.epoch,
    validationAccuracy: trained.validationAccuracy,
    agreement,
    seconds,
    rule: 'closed-testing',
    audits,
  };
}

/** Seconds since it was last asked, to a tenth. */
function stopwatch(): () => number {
  let last = performance.now();
  return () => {
    const now = performance.now();
    const seconds = (now - last) / 1000;
    last = now;
    return Math.round(seconds * 10) / 10;
  };
}
