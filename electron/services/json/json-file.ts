import { NotRegular, readRegularSync, TooManyBytes } from '../../files/regular-file.js';
import type { z } from 'zod';
import { failed, type ErrorCode, type Result } from '../../../shared/domain/error.js';
import { problems } from './problems.js';
import { JsonMistake, readJson } from './read-json.js';

const largestFile = 1024 * 1024;

export interface JsonFileKind {
  /** What the file is, for messages: "an audit spec". */
  readonly name: string;
  /** Under which name `engram schema` prints what it may hold. */
  readonly schemaName: string;
  readonly errorCode: ErrorCode;
  /** Whether messages may name keys that the schema does not know. */
  readonly quoteKeys: boolean;
}

/** Reads a bounded, strict JSON file and checks it; every mistake is named by its place. */
export function readJsonFile<Value>(path: string, schema: z.ZodType<Value>, kind: JsonFileKind): Result<Value> {
  const refuse = (message: string): Result<never> =>
    failed(kind.errorCode, message, `Correct the file; "engram schema ${kind.schemaName}" prints what it may hold.`);
  let text: string;
  try {
    text = readText(path);
  } catch (error) {
    return refuse(`${path} cannot be read: ${reasonOf(error)}.`);
  }
  let data: unknown;
  try {
    data = readJson(text);
  } catch (error) {
    if (error instanceof JsonMistake) {
      return refuse(`${path} is not valid JSON: ${error.message}.`);
    }
    throw error;
  }
  const parsed = schema.safeParse(data);
  if (parsed.success) {
    return { ok: true, value: parsed.data };
  }
  const lines = problems(schema, data, parsed.error.issues, kind.quoteKeys);
  return refuse([`${path} is not ${kind.name}:`, ...lines.map((line) => `  ${line}`)].join('\n'));
}

function readText(path: string): string {
  return new TextDecoder('utf-8', { fatal: true }).decode(readRegularSync(path, largestFile));
}

function reasonOf(error: unknown): string {
  if (error instanceof NotRegular) return 'it is not a file';
  if (error instanceof TooManyBytes) return `it is larger than ${largestFile / 1024} KiB`;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const reasons: Readonly<Record<string, string>> = {
    ENOENT: 'there is no such file',
    EACCES: 'you may not read it',
    ERR_ENCODING_INVALID_ENCODED_DATA: 'it is not UTF-8 text',
  };
  return reasons[code] ?? (code === '' ? 'unknown reason' : code);
}
