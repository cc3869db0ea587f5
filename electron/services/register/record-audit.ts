import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { runRecordSchema, type RunRecord } from '../../../shared/domain/audit-result.js';
import type { Case } from '../../../shared/domain/case.js';
import type { ErrorData, Result } from '../../../shared/domain/error.js';
import type { History } from '../../../shared/domain/finding.js';
import type { AuditInput, AuditOutcome } from '../../../shared/domain/job.js';
import type { AuditContent, AuditRecord } from '../../../shared/domain/register.js';
import { FolderKey } from '../../files/folder-key.js';
import type { CallOptions, EngineService } from '../engine-service.js';
import { reserveFolder } from './reserve-folder.js';
import { readMark } from './read-mark.js';
import type { RegisterService } from './register-service.js';
import { errorData } from '../../../shared/words/errors.js';
import { failed } from '../../../shared/words/errors.js';

export interface AuditToRecord extends AuditInput {
  readonly case?: { readonly id?: string; readonly declared: Case };
}

/** An audit that ran and stands in the register. */
export interface RecordedAudit {
  readonly outcome: AuditOutcome;
  readonly record: AuditRecord;
  readonly history: History;
  /** Spec as it ran, secrets, salt and full result: what a finding is made of. */
  readonly content: AuditContent;
}

/**
 * Runs an audit and records it in the open register: its spec stands in the journal before the first
 * score, and earlier audits of the same model for the same feature are counted into the spec's
 * `tried`. How it ended is recorded too; the same input again resumes it and is the same audit.
 */
export async function recordAudit(
  engine: EngineService,
  register: RegisterService,
  input: AuditToRecord,
  options: CallOptions = {},
): Promise<Result<RecordedAudit>> {
  const { spec, secrets, specFolder, outputFolder } = input;
  const model = await engine.run('identify', { path: resolve(specFolder, spec.model.path) }, options);
  if (!model.ok) return model;
  const bitmap: Result<Uint8Array | undefined> =
    spec.feature.kind === 'bitmap' ? await readMark(spec.feature.path, specFolder) : { ok: true, value: undefined };
  if (!bitmap.ok) return bitmap;
  const resumes = existsSync(outputFolder);
  // The folder comes first: from the journal's entry on there is work to go on with, whatever stops this process.
  const folder = await reserveFolder(outputFolder);
  if (!folder.ok) return folder;
  const planned = await register.use(({ audits }) =>
    audits.plan({
      spec,
      secrets,
      specFolder,
      folder: outputFolder,
      model: model.value,
      bitmap: bitmap.value,
      case: input.case,
      resumes,
    }),
  );
  if (!planned.ok) return planned;
  const { record, history, folderKey } = planned.value;
  const ran = await engine.run('audit', { spec: planned.value.spec, secrets, specFolder, outputFolder, folderKey }, options);
  if (!ran.ok) {
    const noted = await register.use(({ audits }) => audits.fail(record.id, ran.error));
    return noted.ok ? ran : noted;
  }
  const run = await readRun(ran.value.folder, folderKey);
  if (!run.ok) return run;
  const mismatch = mismatchOf(record, ran.value, run.value);
  if (mismatch !== undefined) {
    await register.use(({ audits }) => audits.fail(record.id, mismatch));
    return { ok: false, error: mismatch };
  }
  return register.use(async ({ audits, models, journal }) => {
    const finished = await audits.finish(record.id, { result: ran.value.result, run: run.value });
    await models.see(model.value);
    await journal.signHead();
    return { outcome: ran.value, record: finished, history, content: await audits.content(record.id) };
  });
}

/** The run record of the results, sealed or, of folders that were made before, as it is. */
async function readRun(folder: string, folderKey: string): Promise<Result<RunRecord>> {
  const [path, name] = [join(folder, 'run.json'), 'run.json'];
  const sealed = existsSync(`${path}.sealed`) ? await readFile(`${path}.sealed`) : undefined;
  const text = sealed === undefined ? await readFile(path) : FolderKey.of(folderKey).unseal(name, sealed);
  if (text !== undefined) return { ok: true, value: runRecordSchema.parse(JSON.parse(text.toString('utf8'))) };
  return failed('state-damaged', { fault: 'results-changed', path });
}

/** Results that are not of what was planned are not recorded as such. */
function mismatchOf(record: AuditRecord, { result, folder }: AuditOutcome, run: RunRecord): ErrorData | undefined {
  if (result.model.sha256 !== record.model) {
    return errorData('output-exists', { fault: 'model-replaced' });
  }
  if (run.startedAt < record.plannedAt) {
    return errorData('output-exists', { fault: 'results-from-before', folder });
  }
  return undefined;
}
