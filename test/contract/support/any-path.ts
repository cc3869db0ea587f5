import type { PathGuard } from '../../../electron/services/attach.js';

/** A guard that lets every path through. */
export const anyPath: PathGuard = { refusalOf: () => undefined, learn: () => undefined };
