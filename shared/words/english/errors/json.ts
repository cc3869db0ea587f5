import type { Said } from '../../said.js';
import { said } from './said.js';

/** Errors of JSON files that people write. */

/** Why a file was not read: a code of the system, or one of ours. */
export interface JsonReason {
  readonly code: string | undefined;
  /** Bytes that are read at most. */
  readonly most?: number;
}

interface OfFile {
  readonly path: string;
  readonly schemaName: string;
}

function reasonOf({ code, most = 0 }: JsonReason): string {
  const reasons: Readonly<Record<string, string>> = {
    'not-regular': 'it is not a file',
    'too-many-bytes': `it is larger than ${most / 1024} KiB`,
    ENOENT: 'there is no such file',
    EACCES: 'you may not read it',
    ERR_ENCODING_INVALID_ENCODED_DATA: 'it is not UTF-8 text',
  };
  return code === undefined ? 'unknown reason' : (reasons[code] ?? code);
}

const correct = (message: string, schemaName: string): Said =>
  said(message, 'Correct the file and choose it again.', `Correct the file; "engram schema ${schemaName}" prints what it may hold.`);

export const jsonErrors = {
  'json-unreadable': ({ path, reason, schemaName }: OfFile & { readonly reason: JsonReason }) =>
    correct(`${path} cannot be read: ${reasonOf(reason)}.`, schemaName),
  'json-malformed': ({ path, mistake, schemaName }: OfFile & { readonly mistake: string }) =>
    correct(`${path} is not valid JSON: ${mistake}.`, schemaName),
  /** `name` is what the file should be, `lines` what is wrong with it, place by place. */
  'json-of-another-kind': ({ path, name, lines, schemaName }: OfFile & { readonly name: string; readonly lines: readonly string[] }) =>
    correct([`${path} is not ${name}:`, ...lines.map((line) => `  ${line}`)].join('\n'), schemaName),
};
