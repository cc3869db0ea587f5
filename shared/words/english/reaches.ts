import type { Reach } from '../../domain/verdict.js';

/** Whether a test enters the verdict. */
export const reaches: Record<Reach, string> = { memorised: 'yes', signal: 'at most a signal', nothing: 'no' };
