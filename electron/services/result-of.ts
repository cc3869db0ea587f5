import type { Result } from '../../shared/domain/error.js';
import { codedError } from './coded-error.js';

/** What `work` gives, or the coded error that it ended with. */
export async function resultOf<Value>(work: () => Promise<Value>): Promise<Result<Value>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    return { ok: false, error: codedError(error) };
  }
}
