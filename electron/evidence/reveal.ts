import { z } from 'zod';
import type { Finding } from '../../shared/domain/finding.js';
import { sha256Schema } from '../../shared/domain/journal.js';
import { canonicalBytes, sha256 } from './canonical.js';
import { EvidenceError } from './error.js';
import { saltOf, saltSchema, textCommitment } from './finding/commitments.js';

/** Opens a finding's commitment: whoever holds this knows which text was tested, and nothing else that is withheld. */
export const openingSchema = z.strictObject({
  schema: z.literal('engram.opening/1'),
  finding: sha256Schema,
  text: z.string().min(1).max(200),
  salt: saltSchema,
});
export type Opening = z.infer<typeof openingSchema>;

export function openingOf(finding: Finding, text: string, root: string): Opening {
  const opening: Opening = {
    schema: 'engram.opening/1',
    finding: sha256(canonicalBytes(finding)),
    text,
    salt: saltOf(root, 'text').toString('hex'),
  };
  if (!opens(opening, finding)) throw new EvidenceError('evidence-invalid', { fault: 'text-of-another-finding' });
  return opening;
}

/** Whether an opening is about this finding and its text is the one that was tested. */
export function opens({ finding: hash, text, salt }: Opening, finding: Finding): boolean {
  return hash === sha256(canonicalBytes(finding)) && textCommitment(Buffer.from(salt, 'hex'), text) === finding.commitments.text;
}
