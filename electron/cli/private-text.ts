import { closeSync, readSync } from 'node:fs';
import { failed, type Result } from '../../shared/domain/error.js';
import { secretsSchema, type Secrets } from '../../shared/domain/secrets.js';
import { readSecrets } from '../services/spec-file.js';
import { HiddenPrompt } from './hidden-prompt.js';
import type { InputStream, OutputStream } from './terminal.js';

export interface TextSources {
  /** Path of a secrets file, from --secrets. */
  readonly secretsFile?: string;
  /** Number of an open file descriptor, from --text-fd. */
  readonly textDescriptor?: number;
  readonly input: InputStream;
  readonly output: OutputStream;
  /** Takes the question back. */
  readonly signal: AbortSignal;
}

const longestText = 200;

/**
 * The secrets of a job. The private text comes from a secrets file, else from a file descriptor,
 * else from a person who types it unseen, and never from the command line, where every user of the
 * machine could read it.
 */
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
    const text = readDescriptor(sources.textDescriptor);
    return text.ok ? withText(secrets, text.value) : text;
  }
  if (!textNeeded || secrets.text !== undefined) {
    return { ok: true, value: secrets };
  }
  if (!sources.input.isTTY) {
    return failed(
      'secrets-invalid',
      'The private text is missing, and there is no terminal to ask for it.',
      'Give it with --secrets FILE or --text-fd N (for example: --text-fd 3 3<text.txt).',
    );
  }
  const typed = await askTwice(sources);
  return typed.ok ? withText(secrets, typed.value) : typed;
}

/** A text typed blind is typed twice: with a slip of the finger the audit would be about another text. */
async function askTwice({ input, output, signal }: TextSources): Promise<Result<string>> {
  const prompt = new HiddenPrompt(input, output, signal);
  try {
    for (;;) {
      const first = await prompt.ask('Private text (not shown): ');
      const second = first === undefined ? undefined : await prompt.ask('The same once more: ');
      if (first === undefined || second === undefined) {
        return failed('cancelled', 'The work was cancelled.', 'Run the same command again.');
      }
      if (first === second) {
        return { ok: true, value: first };
      }
      output.write('The two differ; please type it again.\n');
    }
  } finally {
    prompt.close();
  }
}

function withText(secrets: Secrets, text: string): Result<Secrets> {
  const parsed = secretsSchema.safeParse({ ...secrets, text });
  return parsed.success
    ? { ok: true, value: parsed.data }
    : failed('secrets-invalid', `The private text must have 1 to ${longestText} characters.`, 'Give the text as it stands in the image, on one line.');
}

function readDescriptor(descriptor: number): Result<string> {
  // Room for the longest text in UTF-8, a line end, and one byte that shows that there is more.
  const bytes = Buffer.alloc(longestText * 4 + 3);
  let length = 0;
  try {
    for (let read = -1; read !== 0 && length < bytes.length; length += read) {
      read = readSync(descriptor, bytes, length, bytes.length - length, null);
    }
    closeSync(descriptor);
  } catch {
    return failed('secrets-invalid', `The private text cannot be read from file descriptor ${descriptor}.`, 'Open it for the command, for example: --text-fd 3 3<text.txt');
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, length));
    return { ok: true, value: text.replace(/\r?\n$/, '') };
  } catch {
    return failed('secrets-invalid', 'The private text is not UTF-8.', 'Save the text as UTF-8 and try again.');
  }
}
