import type { ErrorData } from '../domain/error.js';

/** An error in sentences: what happened, and what a person can do about it. */
export type Said = Omit<ErrorData, 'code'>;
