import type { z } from 'zod';
import { registerRecordsSchema, type RegisterRecords } from '../../../shared/domain/register.js';

/** What the records look like in one version of Engram, and how those of earlier versions become it. */
export interface RecordsFormat {
  readonly version: number;
  readonly schema: z.ZodType<RegisterRecords>;
  /** By version: what makes records of that version ones of the next. */
  readonly migrations: ReadonlyMap<number, (records: unknown) => unknown>;
}

export const currentFormat: RecordsFormat = { version: 1, schema: registerRecordsSchema, migrations: new Map() };

/** Throws where a step is missing. */
export function migrate(records: unknown, from: number, { version, migrations }: RecordsFormat): unknown {
  let migrated = records;
  for (let at = from; at < version; at++) {
    const step = migrations.get(at);
    if (step === undefined) throw new RangeError(`No migration from version ${at} of the register.`);
    migrated = step(migrated);
  }
  return migrated;
}
