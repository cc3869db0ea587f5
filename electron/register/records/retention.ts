import type { AuditRecord, DeletedAudit } from '../../../shared/domain/register.js';
import { RegisterError } from '../error.js';
import type { DataKey } from '../keys/data-key.js';
import type { SealedFiles } from '../sealed/sealed-files.js';
import type { RecordStore } from '../store/record-store.js';
import { find, subjectOf } from './find.js';

export interface DeletionOptions {
  /** Whether it may go on or before its last day of keeping. */
  readonly early: boolean;
  /** Why it goes; kept with its number. */
  readonly reason?: string;
  /** A file as it was looked at; without a hash, none of that name was there. */
  readonly report?: { readonly name: string; readonly sha256: string | undefined };
}

/** How long audits are kept, and their deletion. */
export class Retention {
  constructor(
    private readonly store: RecordStore,
    private readonly files: SealedFiles,
    private readonly key: DataKey,
  ) {}

  /** Sets the last day on which an audit has to be kept, or none. */
  keepUntil(id: string, day: string | undefined): Promise<AuditRecord> {
    return this.store.change((change) => {
      const record = find(change.records.audits, id, 'audit');
      record.keepUntil = day;
      return record;
    });
  }

  /** Audits whose last day of keeping is before `today`. */
  async due(today: string): Promise<AuditRecord[]> {
    const { audits } = await this.store.view();
    return audits.filter(({ keepUntil }) => keepUntil !== undefined && keepUntil < today);
  }

  /** What stays of deleted audits, oldest first. */
  async deleted(): Promise<readonly DeletedAudit[]> {
    return (await this.store.view()).deletedAudits;
  }

  /**
   * Deletes an audit with all its content. What stays is what later audits are counted by, and the
   * journal, which holds nothing but hashes and verdicts. Throws `record-kept` on or before its last
   * day of keeping, unless `early`, and where a kept file is not the one that was looked at.
   */
  delete(id: string, { early, reason, report }: DeletionOptions): Promise<void> {
    return this.store.change((change) => {
      const { records } = change;
      const { plannedAt, state, model, feature, ordinal, tried, keepUntil, files } = find(records.audits, id, 'audit');
      if (!early && keepUntil !== undefined && keepUntil >= dayOf(change.time)) {
        throw new RegisterError('record-kept', { fault: 'record-kept', keepUntil });
      }
      const kept = report && files.find(({ name }) => name === report.name)?.sha256;
      if (kept !== report?.sha256) {
        throw new RegisterError('record-kept', { fault: 'report-of-record-changed' });
      }
      records.audits = records.audits.filter((audit) => audit.id !== id);
      records.deletedAudits.push({ id, plannedAt, state, model, feature, ordinal, tried, deletedAt: change.time, reason });
      change.log({
        action: 'record-deleted',
        subject: {
          audit: subjectOf(id),
          ...(kept === undefined ? {} : { report: kept }),
          // Under the register's key: a plain hash would confirm a guess at what was written.
          ...(reason === undefined ? {} : { reason: this.key.mark('reason', reason) }),
        },
      });
      change.afterwards(() => this.files.remove(`audit/${id}`));
    });
  }
}

/** The day, so many months after `time`; the month's last one where it is shorter. */
export function lastDay(time: string, months: number): string {
  const start = new Date(time);
  const month = start.getUTCMonth() + months;
  const daysInMonth = new Date(Date.UTC(start.getUTCFullYear(), month + 1, 0)).getUTCDate();
  return dayOf(new Date(Date.UTC(start.getUTCFullYear(), month, Math.min(start.getUTCDate(), daysInMonth))).toISOString());
}

function dayOf(time: string): string {
  return time.slice(0, 10);
}
