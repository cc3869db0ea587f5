import type { Result } from '../../shared/domain/error.js';
import { secretsSchema, type Secrets } from '../../shared/domain/secrets.js';
import { readSecrets } from '../services/spec-file.js';
import { askTwice, readDescriptor, type HiddenText, type Questions } from './hidden-text.js';
import { failed } from '../../shared/words/errors.js';

export interface TextSources extends Questions {
  /** Path of a secrets file, from --secrets. */
  readonly secretsFile?: string;
  /** Number of an open file descriptor, from --text-fd. */
  readonly textDescriptor?: number;
}

const privateText: HiddenText = { name: 'private text', longest: 200, errorCode: 'secrets-invalid', option: '--text-fd' };

/** The secrets of a job. The private text comes from a secrets file, else from a file descriptor, else from a person. */
export async function readSecretsOf(sources: TextSources, textNeeded: boolean): Promise<Result<Secrets>> {
  let secrets: Secrets = { schema: 'engram.secrets/1' };
  if (sources.secretsFile !== undefined) {
    const read = readSecrets(sources.secretsFile);
    if (!read.ok) {
      return read;
    }
    secrets = read.value;
  }
  if (sources.textDescriptor !== undefined) {
    const text = readDescriptor(privateText, sources.textDescriptor);
    return text.ok ? withText(secrets, text.value) : text;
  }
  if (!textNeeded || secrets.text !== undefined) {
    return { ok: true, value: secrets };
  }
  if (!sources.input.isTTY) {
    return failed('secrets-invalid', { fault: 'no-terminal-for-text' });
  }
  const typed = await askTwice(privateText, sources);
  return typed.ok ? withText(secrets, typed.value) : typed;
}

function withText(secrets: Secrets, text: string): Result<Secrets> {
  const parsed = secretsSchema.safeParse({ ...secrets, text });
  return parsed.success
    ? { ok: true, value: parsed.data }
    : failed('secrets-invalid', { fault: 'typed-text-length', longest: privateText.longest });
}
