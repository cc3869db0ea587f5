import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const algorithm = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;
const blockBytes = 1024;
const lengthBytes = 4;

/**
 * Encrypts and authenticates `data` (AES-256-GCM, random nonce): nonce, ciphertext, tag. `context`
 * says what the data is and where it belongs, and has to be given again to open it. What is
 * encrypted is filled up to whole blocks of so many bytes, as a length alone can tell a short text.
 */
export function seal(key: Buffer, data: Uint8Array, context: string, block = blockBytes): Buffer {
  const padded = Buffer.alloc(Math.ceil((lengthBytes + data.length) / block) * block);
  padded.writeUInt32BE(data.length);
  padded.set(data, lengthBytes);
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv(algorithm, key, nonce).setAAD(Buffer.from(context));
  return Buffer.concat([nonce, cipher.update(padded), cipher.final(), cipher.getAuthTag()]);
}

/** The data; undefined when key or context are others, or anything has changed. */
export function unseal(key: Buffer, sealed: Uint8Array, context: string): Buffer | undefined {
  if (sealed.length < nonceBytes + tagBytes) {
    return undefined;
  }
  const decipher = createDecipheriv(algorithm, key, sealed.subarray(0, nonceBytes))
    .setAAD(Buffer.from(context))
    .setAuthTag(sealed.subarray(sealed.length - tagBytes));
  try {
    const padded = Buffer.concat([decipher.update(sealed.subarray(nonceBytes, sealed.length - tagBytes)), decipher.final()]);
    return padded.subarray(lengthBytes, lengthBytes + padded.readUInt32BE());
  } catch {
    return undefined;
  }
}
