import { randomUUID } from 'node:crypto';
import type { Case } from '../../../shared/domain/case.js';
import type { CaseRecord } from '../../../shared/domain/register.js';
import type { DataKey } from '../keys/data-key.js';
import type { RecordStore } from '../store/record-store.js';
import { caseMark } from './audit-marks.js';
import { find, subjectOf } from './find.js';

/** What the team declared, to be chosen again for the next audit. */
export class Cases {
  constructor(
    private readonly store: RecordStore,
    private readonly key: DataKey,
  ) {}

  /** The one saved last first. */
  async list(): Promise<CaseRecord[]> {
    const { cases } = await this.store.view();
    return [...cases].sort((a, b) => (a.savedAt < b.savedAt ? 1 : -1));
  }

  /** Throws `record-missing`. */
  async get(id: string): Promise<CaseRecord> {
    return find((await this.store.view()).cases, id, 'case');
  }

  /** A case without identifier is a new one; what is declared stands in the journal as a commitment under the register's key. */
  save({ id, declared }: { readonly id?: string; readonly declared: Case }): Promise<CaseRecord> {
    return this.store.change(({ records, time, log }) => {
      const record: CaseRecord = { id: id ?? randomUUID(), savedAt: time, declared };
      records.cases = [...records.cases.filter((other) => other.id !== record.id), record];
      log({ action: 'case-declared', subject: { record: subjectOf(record.id), case: caseMark(this.key, declared) } });
      return record;
    });
  }

  /** Audits of the case stay. */
  delete(id: string): Promise<void> {
    return this.store.change(({ records, log }) => {
      records.cases = records.cases.filter((other) => other.id !== id);
      records.audits = records.audits.map((audit) => (audit.case === id ? { ...audit, case: undefined } : audit));
      log({ action: 'record-deleted', subject: { record: subjectOf(id) } });
    });
  }
}
