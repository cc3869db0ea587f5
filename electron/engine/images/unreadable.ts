import { EngineError } from '../base/error.js';

const defaultHint = 'Check that the file is complete and is what its name says; copy or export it again.';

/** The error of a file that cannot be used, named by its base name: a full path can hold a person's name. */
export function unreadable(name: string, problem: string, hint = defaultHint, cause?: unknown): EngineError {
  return new EngineError('images-unreadable', `"${name}" ${problem}.`, hint, { cause });
}
