import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { recordIdSchema } from '../../../shared/domain/register.js';
import { writeDurably } from '../../files/durable-file.js';
import { isSystemError, RegisterError } from '../error.js';
import type { RegisterFolder } from '../folder.js';
import { certificateWrapSchema } from './certificate.js';
import { keyStoreWrapSchema } from './key-store.js';
import { passphraseWrapSchema } from './passphrase.js';

const wrapSchema = z.discriminatedUnion('kind', [passphraseWrapSchema, keyStoreWrapSchema, certificateWrapSchema]);
export type Wrap = z.infer<typeof wrapSchema>;

/** The data key, wrapped once for each way to open the register. */
const keyFileSchema = z.strictObject({
  schema: z.literal('engram.register-keys/1'),
  about: z.string().max(500),
  register: recordIdSchema,
  wraps: z.array(wrapSchema).min(1).max(50),
});
export type KeyFile = z.infer<typeof keyFileSchema>;

export function createKeyFile(register: string, wraps: readonly Wrap[]): KeyFile {
  return {
    schema: 'engram.register-keys/1',
    about:
      'The key of this Engram register, encrypted for each way to open it. Without this file nothing in the register can be read: keep a copy with the backups of the folder.',
    register,
    wraps: [...wraps],
  };
}

/** Undefined where there is none, nor a copy; throws `register-damaged` when neither can be read. */
export async function readKeyFile(folder: RegisterFolder): Promise<KeyFile | undefined> {
  const read = [await readFrom(folder.keys), await readFrom(folder.keysCopy)];
  const [file] = read.filter((candidate) => typeof candidate === 'object');
  if (file === undefined && read.includes('damaged')) {
    throw new RegisterError('register-damaged', { fault: 'key-file-damaged', file: folder.keys });
  }
  return file;
}

export async function writeKeyFile(folder: RegisterFolder, file: KeyFile): Promise<void> {
  const text = `${JSON.stringify(keyFileSchema.parse(file), null, 2)}\n`;
  await writeDurably(folder.keysCopy, text, 0o600);
  await writeDurably(folder.keys, text, 0o600);
}

async function readFrom(path: string): Promise<KeyFile | 'damaged' | undefined> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (isSystemError(error, 'ENOENT', 'ENOTDIR')) return undefined;
    throw error;
  }
  try {
    return keyFileSchema.parse(JSON.parse(text));
  } catch {
    return 'damaged';
  }
}
