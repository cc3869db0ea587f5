import { fileURLToPath } from 'node:url';
import { findPython } from '../../../scripts/fixtures/python.js';
import { toolBytes } from './tools.js';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** A signature as pyHanko judges it. */
export interface PyHankoVerdict {
  readonly field: string;
  readonly intact: boolean;
  readonly valid: boolean;
  readonly trusted: boolean;
  readonly coverage: string;
  readonly changes: string;
  readonly holds: boolean;
}

/** What pyHanko says of a file's signatures; its Python is made where there is none, and fails where it cannot be. */
export function askPyHanko(file: string, roots: string): PyHankoVerdict[] {
  const python = findPython(here('pyhanko/requirements.txt'), 'ENGRAM_PYTHON_PYHANKO', here('../../../.cache/python/pyhanko'));
  return JSON.parse(toolBytes(python, [here('pyhanko/verify.py'), file, roots]).toString('utf8')) as PyHankoVerdict[];
}
