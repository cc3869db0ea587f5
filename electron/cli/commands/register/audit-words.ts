import type { AuditRecord } from '../../../../shared/domain/register.js';

/** Enough of an identifier to name an audit on the command line. */
export function shortId(id: string): string {
  return id.slice(0, 8);
}

export function dayOf(time: string): string {
  return time.slice(0, 10);
}

const states: Readonly<Record<Exclude<AuditRecord['state'], 'finished'>, string>> = {
  planned: 'not finished',
  cancelled: 'cancelled; the same command resumes it',
  failed: 'failed',
};

/** "not detected; memorised", or how it ended without verdicts. */
export function verdictsOf({ state, verdicts }: AuditRecord): string {
  if (state !== 'finished') return states[state];
  return verdicts === undefined ? '' : `${verdicts.text}; ${verdicts.kind}`.replaceAll('-', ' ');
}
