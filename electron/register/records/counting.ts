import type { History } from '../../../shared/domain/finding.js';
import type { AuditCount, AuditRecord, DeletedAudit, RegisterRecords } from '../../../shared/domain/register.js';

type Counted = Pick<AuditRecord, 'id' | 'state' | 'model' | 'feature' | 'ordinal' | 'tried' | 'plannedAt'>;

/**
 * Counts an audit after the earlier ones of the same model for the same feature. Those that failed
 * showed nobody a result and do not count; deleted ones do. What a spec declares as tried has
 * earlier audits in it, so it is a lower bound, as is one more than what an earlier one counted.
 */
export function countAfter(earlier: readonly Counted[], declared: number): AuditCount {
  const counted = earlier.filter(({ state }) => state !== 'failed');
  return {
    ordinal: Math.max(0, ...counted.map(({ ordinal }) => ordinal)) + 1,
    tried: Math.max(declared, Math.max(0, ...counted.map(({ tried }) => tried)) + 1),
  };
}

/** Every other audit of the same model for the same feature, deleted ones too. */
export function siblings(
  { audits, deletedAudits }: RegisterRecords,
  { id, model, feature }: Pick<Counted, 'model' | 'feature'> & { readonly id?: string },
): (AuditRecord | DeletedAudit)[] {
  return [...audits, ...deletedAudits].filter((other) => other.id !== id && other.model === model && other.feature === feature);
}

const mostEarlier = 100;

/** What a report says of the audits before this one. */
export function historyOf(records: RegisterRecords, audit: Counted): History {
  const earlier = siblings(records, audit)
    .filter((other): other is AuditRecord => 'verdicts' in other && other.plannedAt <= audit.plannedAt && other.ordinal < audit.ordinal)
    .flatMap(({ finishedAt, verdicts }) =>
      finishedAt !== undefined && verdicts !== undefined ? [{ time: finishedAt, text: verdicts.text, kind: verdicts.kind }] : [],
    );
  return { ordinal: audit.ordinal, earlier: earlier.slice(-mostEarlier) };
}
