import type { Fault } from '../../shared/words/errors.js';
import { createHash, createHmac } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { z } from 'zod';
import { EvidenceError } from './error.js';

/** The RFC 8785 bytes of JSON data: equal data, equal bytes. Keys whose value is undefined are left out. */
export function canonicalBytes(data: unknown): Buffer {
  const text = canonicalize(data);
  if (text === undefined) throw new TypeError('Only JSON data has a canonical form.');
  return Buffer.from(text, 'utf8');
}

/** SHA-256, in hexadecimal. */
export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** HMAC-SHA-256 of data under a salt: it shows later that these were the data, and cannot be guessed without the salt. */
export function commitment(salt: Uint8Array, data: unknown): string {
  return createHmac('sha256', salt).update(canonicalBytes(data)).digest('hex');
}

/**
 * Parses a file that has to be the RFC 8785 form of data of a schema, to the byte.
 * @throws EvidenceError `evidence-invalid`, `evidence-of-other-version`
 */
export function parseCanonical<Value>(bytes: Uint8Array, schema: z.ZodType<Value>, name: string): Value {
  const refuse = (fault: Fault, cause?: unknown) => new EvidenceError('evidence-invalid', fault, { cause });
  let data: unknown;
  try {
    data = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch (error) {
    throw refuse({ fault: 'evidence-not-json', name }, error);
  }
  const parsed = schema.safeParse(data);
  if (!parsed.success && isOfOtherVersion(data, parsed.error))
    throw new EvidenceError('evidence-of-other-version', { fault: 'evidence-of-other-version', name });
  if (!parsed.success) throw refuse({ fault: 'evidence-of-another-kind', name }, parsed.error);
  if (!canonicalBytes(data).equals(bytes)) throw refuse({ fault: 'evidence-not-canonical', name });
  return parsed.data;
}

/** Whether data names a schema of Engram that is not among those that can be read. */
function isOfOtherVersion(data: unknown, { issues }: z.ZodError): boolean {
  const named = typeof data === 'object' && data !== null && 'schema' in data ? data.schema : undefined;
  return (
    typeof named === 'string' &&
    /^engram\.[a-z-]+\/\d{1,4}$/.test(named) &&
    issues.some(({ path }) => path.length === 1 && path[0] === 'schema')
  );
}
