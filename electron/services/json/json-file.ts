import { NotRegular, readRegularSync, TooManyBytes } from '../../files/regular-file.js';
import type { z } from 'zod';
import type { ErrorCode, Result } from '../../../shared/domain/error.js';
import type { JsonReason } from '../../../shared/words/english/errors/json.js';
import { failed, type Fault } from '../../../shared/words/errors.js';
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
  const { schemaName } = kind;
  const refuse = (fault: Fault): Result<never> => failed(kind.errorCode, fault);
  let text: string;
  try {
    text = readText(path);
  } catch (error) {
    return refuse({ fault: 'json-unreadable', path, reason: reasonOf(error), schemaName });
  }
  let data: unknown;
  try {
    data = readJson(text);
  } catch (error) {
    if (error instanceof JsonMistake) {
      return refuse({ fault: 'json-malformed', path, mistake: error.message, schemaName });
    }
    throw error;
  }
  const parsed = schema.safeParse(data);
  if (parsed.success) {
    return { ok: true, value: parsed.data };
  }
  const lines = problems(schema, data, parsed.error.issues, kind.quoteKeys);
  return refuse({ fault: 'json-of-another-kind', path, name: kind.name, lines, schemaName });
}

function readText(path: string): string {
  return new TextDecoder('utf-8', { fatal: true }).decode(readRegularSync(path, largestFile));
}

function reasonOf(error: unknown): JsonReason {
  if (error instanceof NotRegular) return { code: 'not-regular' };
  if (error instanceof TooManyBytes) return { code: 'too-many-bytes', most: largestFile };
  return { code: error instanceof Error && 'code' in error ? String(error.code) : undefined };
}
