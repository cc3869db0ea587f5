import { expect } from 'vitest';
import { EngineError } from '../../../electron/engine/base/error.js';

/** The coded error that `work` throws, for word-for-word comparison. */
export async function codedError(work: () => unknown): Promise<{ code: string; message: string; hint: string }> {
  try {
    await work();
  } catch (error) {
    expect(error).toBeInstanceOf(EngineError);
    if (error instanceof EngineError) return error.toData();
  }
  throw new Error('Nothing was thrown.');
}
