import { z } from 'zod';
import { verdicts } from './verdict.js';

const line = (longest: number) => z.string().trim().min(1).max(longest);

/**
 * What the team declares about an audit before it runs. Everything here is "declared": Engram shows it
 * and checks none of it; what Engram computes is "measured".
 */
export const caseSchema = z.strictObject({
  schema: z.literal('engram.case/1'),
  reference: line(200),
  /** The controller of the personal data, under data-protection law. */
  controller: line(200),
  model: z.strictObject({ name: line(200), owner: line(200), version: line(100) }),
  intendedUse: line(1000),
  /** Reference of the data-protection impact assessment. */
  dpia: line(200),
  deidentification: z.strictObject({ procedure: line(500), version: line(100) }),
  /** Why this text is tested, such as the number of an incident; never the text itself. */
  reason: line(500),
  /** The action agreed beforehand for each verdict. */
  actions: z.record(z.enum(verdicts), line(500)),
});
export type Case = z.infer<typeof caseSchema>;

/** What the team wrote in a case, by field. */
export function writtenIn({
  reference,
  controller,
  model,
  intendedUse,
  dpia,
  deidentification,
  reason,
  actions,
}: Omit<Case, 'schema'>): Record<string, string> {
  const lines = { reference, controller, intendedUse, dpia, reason };
  return { ...lines, ...prefixed('model', model), ...prefixed('deidentification', deidentification), ...prefixed('actions', actions) };
}

function prefixed(prefix: string, fields: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [`${prefix}.${name}`, value]));
}
