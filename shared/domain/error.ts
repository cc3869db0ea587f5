import { z } from 'zod';

/**
 * Every failure that a person can meet has one code. The engine throws coded errors; whoever
 * crosses a process turns them into `Result` data.
 */
export const errorCodes = [
  'spec-invalid',
  'spec-holds-private-text',
  'secrets-invalid',
  'model-unreadable',
  'model-unsupported',
  'model-input-unsupported',
  'model-output-unsupported',
  'model-answers-not-finite',
  'model-answers-vary',
  'images-unreadable',
  'images-empty',
  'images-too-few',
  'labels-missing',
  'feature-invalid',
  'feature-too-large',
  'text-does-not-match-template',
  'sample-invalid',
  'network-invalid',
  'training-diverged',
  'state-damaged',
  'output-exists',
  'output-unwritable',
  'time-limit-too-short',
  'out-of-memory',
  'case-invalid',
  'evidence-invalid',
  'evidence-of-other-version',
  'finding-holds-private-text',
  'identity-invalid',
  'signing-refused',
  'register-absent',
  'register-exists',
  'register-locked',
  'register-busy',
  'register-newer',
  'register-damaged',
  'journal-damaged',
  'passphrase-invalid',
  'passphrase-wrong',
  'key-store-unavailable',
  'certificate-invalid',
  'recovery-key-invalid',
  'recovery-key-locked',
  'record-missing',
  'record-kept',
  'draft-changed',
  'command-invalid',
  'call-invalid',
  'connection-lost',
  'not-found',
  'not-here',
  'path-not-granted',
  'draft-incomplete',
  'text-missing',
  'self-check-failed',
  'cancelled',
  'engine-crashed',
  'engine-hung',
  'runtime-missing',
  'internal',
] as const;

export const errorCodeSchema = z.enum(errorCodes);
export type ErrorCode = z.infer<typeof errorCodeSchema>;

/** What went wrong (message) and what to do next (hint); never holds a private text. */
export const errorSchema = z.strictObject({
  code: errorCodeSchema,
  message: z.string(),
  hint: z.string(),
  /** What to do at the command line, where that is another thing than in the window. */
  hintAtTerminal: z.string().optional(),
});
export type ErrorData = z.infer<typeof errorSchema>;

export type Result<Value> = { ok: true; value: Value } | { ok: false; error: ErrorData };

/** A result as it arrives over a process bridge, its value still unchecked. */
export const resultSchema = z.discriminatedUnion('ok', [
  z.strictObject({ ok: z.literal(true), value: z.unknown() }),
  z.strictObject({ ok: z.literal(false), error: errorSchema }),
]);
