import type { Said } from '../../said.js';

/** What happened and what to do about it: in the window, and at the command line where that is another thing. */
export function said(message: string, hint: string, hintAtTerminal?: string): Said {
  return hintAtTerminal === undefined ? { message, hint } : { message, hint, hintAtTerminal };
}
