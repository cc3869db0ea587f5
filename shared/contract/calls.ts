import type { z } from 'zod';
import { appCalls } from './calls/app.js';
import { auditCalls } from './calls/audits.js';
import { draftCalls } from './calls/drafts.js';
import { evidenceCalls } from './calls/evidence.js';
import { lookupCalls } from './calls/lookups.js';
import { registerCalls } from './calls/register.js';
import { runCalls } from './calls/runs.js';
import { writtenCalls } from './calls/written.js';
import type { Call } from './call.js';
import type { CallName } from './names.js';

/** Every call with its schemas. */
export const calls = {
  ...appCalls,
  ...draftCalls,
  ...lookupCalls,
  ...runCalls,
  ...registerCalls,
  ...auditCalls,
  ...evidenceCalls,
  ...writtenCalls,
} as const satisfies Record<CallName, Call>;

/** What a caller gives, before defaults. */
export type CallInput<Name extends CallName> = z.input<(typeof calls)[Name]['input']>;
/** What a handler gets. */
export type ParsedInput<Name extends CallName> = z.output<(typeof calls)[Name]['input']>;
export type CallOutput<Name extends CallName> = z.output<(typeof calls)[Name]['output']>;
