import { createHmac, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { AuditSpec } from '../../../shared/domain/audit-spec.js';
import type { Finding } from '../../../shared/domain/finding.js';
import { commitment } from '../canonical.js';

/** The root of a finding's salts; stays inside, beside the full result. */
export const saltSchema = z.string().regex(/^[0-9a-f]{64}$/);

export function createSalt(): string {
  return randomBytes(32).toString('hex');
}

/** What is committed to, by name. */
export interface Committed {
  readonly text: string | undefined;
  readonly seed: number;
  readonly spec: AuditSpec;
}

/** Each commitment has a salt of its own, so that opening one opens no other. */
export function saltOf(root: string, name: keyof Committed): Buffer {
  return createHmac('sha256', Buffer.from(root, 'hex')).update(`engram ${name} commitment`).digest();
}

export function commitmentsOf({ text, seed, spec }: Committed, root: string): Finding['commitments'] {
  return {
    text: text === undefined ? undefined : textCommitment(saltOf(root, 'text'), text),
    seed: commitment(saltOf(root, 'seed'), { seed }),
    spec: commitment(saltOf(root, 'spec'), spec),
  };
}

export function textCommitment(salt: Uint8Array, text: string): string {
  return commitment(salt, { text });
}
