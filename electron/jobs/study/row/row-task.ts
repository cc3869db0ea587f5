import { rm } from 'node:fs/promises';
import { cpus } from 'node:os';
import { performance } from 'node:perf_hooks';
import { z } from 'zod';
import { studyRowSchema, type AuditRow, type StudyRow } from '../../../../shared/domain/study-row.js';
import { studyModelSchema } from '../../../../shared/domain/study.js';
import type { StandInAudit } from '../../../../shared/domain/stand-ins.js';
import type { Task } from '../../job.js';
import { engramVersion } from '../../version.js';
import { preparedCollectionSchema, readCollection } from '../collection.js';
import { networkDesigns } from '../networks.js';
import { studySettingsSchema } from '../settings.js';
import { auditMark } from './audit-mark.js';
import { auditStandInOf } from './stand-in-of.js';
import { openAuditedModel } from './audited-model.js';
import { requireEnough, trainModel } from './train-model.js';

/** One row to make, as a task for a process of its own; images cross as files. */
export const rowTaskSchema = z.strictObject({
  /** Names the experiment: the model and its settings. */
  hash: z.string(),
  model: studyModelSchema,
  settings: studySettingsSchema,
  labelUnknownToo: z.boolean(),
  /** Whether a stand-in of the model is audited beside it. */
  standIn: z.literal(true).optional(),
  collection: preparedCollectionSchema,
  commit: z.string(),
  /** For files while the model is audited; gone again afterwards. */
  folder: z.string(),
});
export type RowTask = z.infer<typeof rowTaskSchema>;

/** Trains one model of a study, audits it for all its marks and says what came out. */
export const rowTask: Task<RowTask, StudyRow> = {
  name: 'study-row',
  input: rowTaskSchema,
  output: studyRowSchema,
  async run({ hash, model, settings, labelUnknownToo, standIn: asked, collection: prepared, commit, folder }, { signal }) {
    const collection = await readCollection(prepared);
    requireEnough(collection, model, settings.heldOutImages);
    const began = performance.now();
    const clock = stopwatch();
    const trained = await trainModel(model, collection, signal);
    const training = clock();
    const { marks, ...described } = model;
    const audits: AuditRow[] = [];
    let students = 0;
    let agreement = Number.NaN;
    let standIn: StandInAudit | undefined;
    // With the initial weights known, students start from them: another audit, beside the first.
    for (const initialKnown of settings.initialCheckpoint ? [false, true] : [false]) {
      clock();
      try {
        // What a process that was killed left there was of another try.
        await rm(folder, { recursive: true, force: true });
        const audited = await openAuditedModel({ model, trained, collection, settings, initialKnown, folder, signal });
        students += clock();
        if (!initialKnown) agreement = audited.students.agreement;
        try {
          for (const mark of marks.keys()) {
            const request = { audited, model, mark, settings, labelUnknownToo: labelUnknownToo && !initialKnown, signal };
            audits.push(...(await auditMark(request)));
          }
          if (asked && !initialKnown) standIn = await auditStandInOf({ audited, model, settings, signal });
        } finally {
          await audited.dispose();
        }
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    }
    const seconds = { training, students, audits: Math.round(((performance.now() - began) / 1000 - training - students) * 10) / 10 };
    return {
      schema: 'engram.study-row/1',
      hash,
      engram: engramVersion,
      commit,
      machine: `${process.platform} ${process.arch}, ${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.versions.node}`,
      model: described,
      family: networkDesigns[model.network].family,
      epoch: trained.epoch,
      validationAccuracy: trained.validationAccuracy,
      agreement,
      seconds,
      rule: 'closed-testing',
      audits,
      ...(standIn && { standIn }),
    };
  },
};

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
