import { machineFailure } from '../../../shared/words/system-failures.js';
import type { z } from 'zod';
import type { ErrorData, Result } from '../../../shared/domain/error.js';
import { CodedError } from '../../../shared/words/coded-error.js';
import { errorData as errorOf } from '../../../shared/words/errors.js';

/** Does the work that `find` names, on what its schema makes of `input`, and turns whatever is thrown into Result data. */
export async function perform(
  input: unknown,
  find: () => [schema: z.ZodType, run: (input: unknown) => Promise<unknown>],
): Promise<Result<unknown>> {
  try {
    const [schema, run] = find();
    return { ok: true, value: await run(schema.parse(input)) };
  } catch (error) {
    return { ok: false, error: errorData(error, privateText(input)) };
  }
}

/** The coded error, or what an unexpected one amounts to; a private text never leaves in a message. */
export function errorData(error: unknown, secret: string | undefined): ErrorData {
  if (error instanceof CodedError) return error.toData();
  const machine = machineFailure(error);
  if (machine) return machine;
  const text = error instanceof Error ? error.message : String(error);
  if (/bad_alloc|out of memory|allocation failed/i.test(text)) {
    return errorOf('out-of-memory', { fault: 'engine-out-of-memory' });
  }
  return errorOf('internal', { fault: 'unforeseen', reason: secret === undefined ? text : text.replaceAll(secret, '(private text)') });
}

function privateText(input: unknown): string | undefined {
  const secrets: unknown = input !== null && typeof input === 'object' && 'secrets' in input ? input.secrets : undefined;
  const text: unknown = secrets !== null && typeof secrets === 'object' && 'text' in secrets ? secrets.text : undefined;
  return typeof text === 'string' && text.length > 0 ? text : undefined;
}
