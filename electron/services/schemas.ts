import { z } from 'zod';
import { auditResultSchema } from '../../shared/domain/audit-result.js';
import { auditSpecSchema } from '../../shared/domain/audit-spec.js';
import { caseSchema } from '../../shared/domain/case.js';
import { findingSchema } from '../../shared/domain/finding.js';
import { journalEntrySchema } from '../../shared/domain/journal.js';
import { externalSignerSchema } from '../evidence/signing/identities/external.js';
import { openingSchema } from '../evidence/reveal.js';
import { secretsSchema } from '../../shared/domain/secrets.js';
import { trainingSpecSchema } from '../../shared/domain/training-spec.js';

/** The files that people and other programs write or read, by the name of their published schema. */
const published = {
  'audit-spec': { schema: auditSpecSchema, io: 'input' },
  'training-spec': { schema: trainingSpecSchema, io: 'input' },
  secrets: { schema: secretsSchema, io: 'input' },
  'audit-result': { schema: auditResultSchema, io: 'output' },
  case: { schema: caseSchema, io: 'input' },
  finding: { schema: findingSchema, io: 'output' },
  'external-signer': { schema: externalSignerSchema, io: 'input' },
  opening: { schema: openingSchema, io: 'output' },
  'journal-entry': { schema: journalEntrySchema, io: 'output' },
} as const satisfies Record<string, { schema: z.ZodType; io: 'input' | 'output' }>;

export type SchemaName = keyof typeof published;

export const schemaNames = Object.keys(published) as SchemaName[];

export function isSchemaName(name: string): name is SchemaName {
  return Object.hasOwn(published, name);
}

/** JSON Schema (draft 2020-12) of one kind of file, as text. */
export function jsonSchema(name: SchemaName): string {
  const { schema, io } = published[name];
  return `${JSON.stringify({ $id: `engram:${name}`, ...z.toJSONSchema(schema, { io }) }, null, 2)}\n`;
}
