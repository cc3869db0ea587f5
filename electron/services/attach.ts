import { machineFailure } from '../../shared/words/system-failures.js';
import { calls, type CallOutput, type ParsedInput } from '../../shared/contract/calls.js';
import type { Handlers } from '../../shared/contract/handlers.js';
import { callNames, type CallName } from '../../shared/contract/names.js';
import type { ErrorData, Result } from '../../shared/domain/error.js';
import { Failure } from './failure.js';
import { failed } from '../../shared/words/errors.js';

/** Answers one call; never rejects. */
export type Answer = (input: unknown) => Promise<Result<unknown>>;

/** The receiving end of a transport: Electron's ipcMain, the loopback server, a test. */
export interface Receiver {
  /** `answer` is the one for `name` from now on. The receiver checks who is asking before it calls it. */
  handle(name: CallName, answer: Answer): void;
}

/** Which of the machine's paths a window may name. */
export interface PathGuard {
  /** What keeps a call from being answered. */
  refusalOf<Name extends CallName>(name: Name, input: ParsedInput<Name>): ErrorData | undefined;
  /** Hears every answer before it leaves. */
  learn<Name extends CallName>(name: Name, output: CallOutput<Name>): void;
}

/** Attaches every handler to a transport; what arrives and what leaves is parsed here, once for all of them. */
export function attach(handlers: Handlers, receiver: Receiver, guard: PathGuard): void {
  for (const name of callNames) receiver.handle(name, answerOf(handlers, name, guard));
}

export function answerOf(handlers: Handlers, name: CallName, guard: PathGuard): Answer {
  const { input: inputSchema, output: outputSchema } = calls[name];
  const handler = handlers[name] as (input: unknown) => Promise<Result<unknown>>;
  return async (input) => {
    const parsed = inputSchema.safeParse(input);
    if (!parsed.success) {
      // Places only: what was given may be private.
      const places = parsed.error.issues.map((issue) => issue.path.join('.') || 'the whole').join(', ');
      return failed('call-invalid', { fault: 'call-invalid', name, places });
    }
    try {
      const refusal = guard.refusalOf(name, parsed.data);
      if (refusal !== undefined) return { ok: false, error: refusal };
      const result = await handler(parsed.data);
      if (!result.ok) return result;
      const value = outputSchema.parse(result.value);
      guard.learn(name, value);
      return { ok: true, value };
    } catch (error) {
      if (error instanceof Failure) return { ok: false, error: error.data };
      const machine = machineFailure(error);
      return machine ? { ok: false, error: machine } : unforeseen(name);
    }
  };
}

/** Without the error's own words, which may hold what the call was given. */
function unforeseen(name: CallName): Result<never> {
  return failed('internal', { fault: 'call-failed', name });
}
