import type { Said } from '../../said.js';
import { said } from './said.js';

const complete = 'Check that the file is complete and is what its name says. Copy or export it again.';

/** The error of a file that cannot be used, named by its base name: a full path can hold a person's name. */
export function picture(file: string, problem: string, hint = complete, hintAtTerminal?: string): Said {
  return said(`"${file}" ${problem}.`, hint, hintAtTerminal);
}
