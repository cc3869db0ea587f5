import { randomBytes, scrypt } from 'node:crypto';
import { z } from 'zod';
import { leastGuesses, shortestNew } from '../../../shared/domain/guessing.js';
import { seal, unseal } from '../../files/seal.js';
import { RegisterError } from '../error.js';

/** scrypt's cost N; one guess takes about 0.4 s and 128 MiB. */
export const defaultCost = 2 ** 17;
const leastCost = 2 ** 14;
const mostCost = 2 ** 20;
const blockSize = 8;
const shortest = shortestNew.passphrase;

export const passphraseWrapSchema = z.strictObject({
  kind: z.literal('passphrase'),
  salt: z.base64().length(24),
  cost: z
    .int()
    .min(leastCost)
    .max(mostCost)
    .refine((cost) => Number.isInteger(Math.log2(cost)), 'must be a power of two'),
  sealed: z.base64().max(4096),
});
export type PassphraseWrap = z.infer<typeof passphraseWrapSchema>;

const context = 'engram.register/key by passphrase';

/** Throws `passphrase-invalid` for one that would be guessed. */
export async function wrapByPassphrase(secret: Buffer, passphrase: string, cost = defaultCost): Promise<PassphraseWrap> {
  if ([...normal(passphrase)].length < shortest) {
    throw new RegisterError('passphrase-invalid', { fault: 'passphrase-too-short', least: shortest });
  }
  // Loaded here, as few starts choose a new one.
  const { guessesOf } = await import('../../../shared/domain/strength.js');
  if (guessesOf(passphrase) < leastGuesses.passphrase) throw new RegisterError('passphrase-invalid', { fault: 'passphrase-too-weak' });
  const salt = randomBytes(16);
  const sealed = seal(await keyOf(passphrase, salt, cost), secret, context);
  return { kind: 'passphrase', salt: salt.toString('base64'), cost, sealed: sealed.toString('base64') };
}

/** Undefined when the passphrase is another. */
export async function unwrapByPassphrase(wrap: PassphraseWrap, passphrase: string): Promise<Buffer | undefined> {
  const key = await keyOf(passphrase, Buffer.from(wrap.salt, 'base64'), wrap.cost);
  return unseal(key, Buffer.from(wrap.sealed, 'base64'), context);
}

/** The same passphrase typed on another keyboard or system is the same. */
function normal(passphrase: string): string {
  return passphrase.normalize('NFKC');
}

function keyOf(passphrase: string, salt: Buffer, cost: number): Promise<Buffer> {
  const memory = 128 * cost * blockSize;
  return new Promise((resolve, reject) => {
    scrypt(normal(passphrase), salt, 32, { N: cost, r: blockSize, p: 1, maxmem: 2 * memory }, (error, key) => {
      if (error) reject(error);
      else resolve(key);
    });
  });
}
