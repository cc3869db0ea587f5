import { closeSync, readSync } from 'node:fs';
import type { Result } from '../../shared/domain/error.js';
import type { ErrorCode } from '../../shared/domain/error.js';
import { HiddenPrompt } from './hidden-prompt.js';
import type { InputStream, OutputStream } from './terminal.js';
import { failed } from '../../shared/words/errors.js';

/**
 * Texts that nobody may see: a private text, a passphrase. They come from a person who types them
 * unseen or from a file descriptor, and never from the command line, where every user of the machine
 * could read them.
 */
export interface HiddenText {
  /** As messages name it: "private text". */
  readonly name: string;
  readonly longest: number;
  readonly errorCode: ErrorCode;
  /** The option that gives the descriptor, for hints. */
  readonly option: string;
}

export interface Questions {
  readonly input: InputStream;
  readonly output: OutputStream;
  /** Takes the question back. */
  readonly signal: AbortSignal;
}

export async function ask(text: HiddenText, questions: Questions): Promise<Result<string>> {
  return prompted(questions, (prompt) => prompt.ask(`${capital(text.name)} (not shown): `));
}

/** A text typed blind is typed twice: with a slip of the finger it would be another one. */
export async function askTwice(text: HiddenText, questions: Questions): Promise<Result<string>> {
  return prompted(questions, async (prompt) => {
    for (;;) {
      const first = await prompt.ask(`${capital(text.name)} (not shown): `);
      const second = first === undefined ? undefined : await prompt.ask('The same once more: ');
      if (first === second) return first;
      if (second === undefined) return undefined;
      questions.output.write('The two differ; please type it again.\n');
    }
  });
}

export function readDescriptor({ name, longest, errorCode, option }: HiddenText, descriptor: number): Result<string> {
  // Room for the longest text in UTF-8, a line end, and one byte that shows that there is more.
  const bytes = Buffer.alloc(longest * 4 + 3);
  let length = 0;
  try {
    for (let read = -1; read !== 0 && length < bytes.length; length += read) {
      read = readSync(descriptor, bytes, length, bytes.length - length, null);
    }
    closeSync(descriptor);
  } catch {
    return failed(errorCode, { fault: 'descriptor-unreadable', name, descriptor, option });
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, length));
    return { ok: true, value: text.replace(/\r?\n$/, '') };
  } catch {
    return failed(errorCode, { fault: 'typed-text-not-utf-8', name });
  }
}

async function prompted(
  { input, output, signal }: Questions,
  work: (prompt: HiddenPrompt) => Promise<string | undefined>,
): Promise<Result<string>> {
  const prompt = new HiddenPrompt(input, output, signal);
  try {
    const value = await work(prompt);
    return value === undefined ? failed('cancelled', { fault: 'typing-cancelled' }) : { ok: true, value };
  } finally {
    prompt.close();
  }
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
