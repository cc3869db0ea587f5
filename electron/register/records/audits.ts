import { randomUUID } from 'node:crypto';
import { at } from '../../../shared/domain/at.js';
import type { RunRecord } from '../../../shared/domain/audit-result.js';
import type { KeptResult } from '../../../shared/domain/kept-result.js';
import type { Case } from '../../../shared/domain/case.js';
import type { ErrorData } from '../../../shared/domain/error.js';
import type { History } from '../../../shared/domain/finding.js';
import { auditContentSchema, type AuditContent, type AuditCount, type AuditRecord } from '../../../shared/domain/register.js';
import { commitment } from '../../evidence/canonical.js';
import { createSalt, saltOf } from '../../evidence/finding/commitments.js';
import { RegisterError } from '../error.js';
import type { DataKey } from '../keys/data-key.js';
import type { SealedFiles } from '../sealed/sealed-files.js';
import type { RecordStore } from '../store/record-store.js';
import { caseMark, featureMark, privatePartOf, runMark, textMark, type AuditSubject, type PrivatePart } from './audit-marks.js';
import { countAfter, historyOf, siblings } from './counting.js';
import { find, subjectOf } from './find.js';
import { lastDay } from './retention.js';

/** An audit that the register knows of before its first score. */
export interface PlannedAudit {
  readonly record: AuditRecord;
  /** The spec to run: with the tries that the register counts. */
  readonly spec: AuditContent['spec'];
  readonly history: History;
  /** 32 bytes (hexadecimal): what its folder of results is sealed under. */
  readonly folderKey: string;
}

export interface AuditToPlan extends AuditSubject {
  /** Relative paths in the spec start here. */
  readonly specFolder: string;
  /** The case that the audit belongs to, as declared now, and its record where it has one. */
  readonly case?: { readonly id?: string; readonly declared: Case };
  /** Whether the folder still holds work or results of an earlier run. */
  readonly resumes: boolean;
}

/** As much of an audit as its place among the others depends on. */
export interface AuditToForesee extends Pick<AuditToPlan, 'folder' | 'resumes'> {
  /** SHA-256. */
  readonly model: string;
  readonly part: PrivatePart;
}

export interface AuditFilter {
  /** Found in identifier, reference, model, verdicts, state or day. */
  readonly search?: string;
  readonly case?: string;
  readonly model?: string;
}

/** The audits of a register: each has a record in its list and encrypted content beside it. */
export class Audits {
  constructor(
    private readonly store: RecordStore,
    private readonly files: SealedFiles,
    private readonly key: DataKey,
  ) {}

  /**
   * Notes an audit, its spec's commitment in the journal, before its first score. The same command
   * again is the same audit, as long as its folder still holds its work.
   */
  plan(subject: AuditToPlan): Promise<PlannedAudit> {
    const feature = featureMark(this.key, privatePartOf(subject));
    const run = runMark(this.key, subject);
    return this.store.change(async (change) => {
      const { records } = change;
      // The newest: an earlier one was thrown away, and its folder with it.
      const known = subject.resumes ? records.audits.findLast((audit) => audit.run === run) : undefined;
      const folderKey = this.key.mark('folder', run);
      if (known !== undefined && known.state !== 'failed') {
        return { record: known, spec: (await this.content(known.id)).spec, history: historyOf(records, known), folderKey };
      }
      const count = countAfter(siblings(records, { id: known?.id, model: subject.model.sha256, feature }), subject.spec.method.tried);
      const spec = { ...subject.spec, method: { ...subject.spec.method, tried: count.tried } };
      const record: AuditRecord = {
        id: known?.id ?? randomUUID(),
        plannedAt: change.time,
        state: 'planned',
        model: subject.model.sha256,
        modelName: subject.model.name,
        feature,
        ...count,
        reference: spec.reference,
        case: subject.case?.id,
        level: spec.distillation === undefined ? 'quick' : 'full',
        folder: subject.folder,
        run,
        files: known?.files ?? [],
      };
      const content: AuditContent = {
        schema: 'engram.audit-content/1',
        spec,
        specFolder: subject.specFolder,
        secrets: subject.secrets,
        declared: subject.case?.declared,
        salt: createSalt(),
      };
      await this.writeContent(record.id, content);
      records.audits = [...records.audits.filter(({ id }) => id !== record.id), record];
      change.log({
        action: 'audit-planned',
        subject: {
          audit: subjectOf(record.id),
          model: record.model,
          spec: specCommitment(content),
          ...(content.declared === undefined ? {} : { case: caseMark(this.key, content.declared) }),
        },
      });
      return { record, spec, history: historyOf(records, record), folderKey };
    });
  }

  /** How `plan` would count such an audit now; one that is under way in its folder is counted already. */
  async foresee({ model, part, folder, resumes }: AuditToForesee): Promise<AuditCount> {
    const records = await this.store.view();
    const feature = featureMark(this.key, part);
    const earlier = siblings(records, { model, feature });
    const underWay = resumes
      ? earlier.findLast((audit): audit is AuditRecord => 'folder' in audit && audit.folder === folder && audit.state !== 'failed')
      : undefined;
    const { ordinal, tried } = underWay ?? countAfter(earlier, 1);
    return { ordinal, tried };
  }

  /** Keeps the full result; an audit that was finished before stays as it is. */
  finish(id: string, { result, run }: { readonly result: KeptResult; readonly run: RunRecord }): Promise<AuditRecord> {
    return this.store.change(async (change) => {
      const record = find(change.records.audits, id, 'audit');
      if (record.state === 'finished') return record;
      const content = await this.content(id);
      const secrets = { ...content.secrets, seed: run.seed };
      await this.writeContent(id, { ...content, secrets, result, run });
      const [text, kind] = (['text', 'kind'] as const).map((name) => result.claims.find(({ claim }) => claim === name)?.verdict);
      if (text === undefined || kind === undefined) throw new TypeError('A full result has both claims.');
      const { keepMonths } = change.records.settings;
      Object.assign(record, {
        state: 'finished',
        finishedAt: change.time,
        verdicts: { text, kind },
        failure: undefined,
        keepUntil: keepMonths === undefined ? undefined : lastDay(change.time, keepMonths),
      } satisfies Partial<AuditRecord>);
      change.log({
        action: 'audit-finished',
        subject: { audit: subjectOf(id), model: result.model.sha256, spec: specCommitment(content) },
        verdicts: { text, kind },
      });
      return record;
    });
  }

  /** Notes that an audit ended without a result. */
  fail(id: string, error: ErrorData): Promise<AuditRecord> {
    return this.store.change((change) => {
      const record = find(change.records.audits, id, 'audit');
      if (record.state === 'finished') return record;
      const state = error.code === 'cancelled' ? 'cancelled' : 'failed';
      Object.assign(record, {
        state,
        failure: state === 'failed' ? error.message.slice(0, 2000) : undefined,
      } satisfies Partial<AuditRecord>);
      change.log({ action: 'audit-failed', subject: { audit: subjectOf(id), model: record.model } });
      return record;
    });
  }

  /** The newest first. */
  async list({ search, case: caseId, model }: AuditFilter = {}): Promise<AuditRecord[]> {
    const { audits } = await this.store.view();
    const words = (search ?? '').toLowerCase().split(/\s+/).filter(Boolean);
    return audits
      .filter((audit) => (caseId === undefined || audit.case === caseId) && (model === undefined || audit.model === model))
      .filter((audit) => words.every((word) => searchable(audit).includes(word)))
      .sort((a, b) => (a.plannedAt < b.plannedAt ? 1 : -1));
  }

  /** Those of whatever model that were about this private text; the newest first. */
  async ofText(text: string): Promise<AuditRecord[]> {
    const feature = textMark(this.key, text);
    return (await this.list()).filter((audit) => audit.feature === feature);
  }

  /** `id` may be its beginning, where only one audit begins so. Throws `record-missing`. */
  async get(id: string): Promise<AuditRecord> {
    const { audits } = await this.store.view();
    const found = audits.filter((audit) => audit.id.startsWith(id.toLowerCase()));
    if (id.length < 4 || found.length !== 1) {
      throw new RegisterError('record-missing', { fault: 'audit-not-found', matches: found.length, id });
    }
    return at(found, 0);
  }

  /** Spec, secrets and full result. */
  async content(id: string): Promise<AuditContent> {
    return auditContentSchema.parse(JSON.parse((await this.files.read(`audit/${id}/content`)).toString('utf8')));
  }

  async history(id: string): Promise<History> {
    const records = await this.store.view();
    return historyOf(records, find(records.audits, id, 'audit'));
  }

  private writeContent(id: string, content: AuditContent): Promise<void> {
    return this.files.write(`audit/${id}/content`, JSON.stringify(auditContentSchema.parse(content)));
  }
}

/** The same as in the finding, so that the two can be held against each other. */
function specCommitment({ spec, salt }: AuditContent): string {
  return commitment(saltOf(salt, 'spec'), spec);
}

function searchable({ id, reference, modelName, state, verdicts, plannedAt }: AuditRecord): string {
  return [id, reference, modelName, state, verdicts?.text, verdicts?.kind, plannedAt].join(' ').toLowerCase();
}
