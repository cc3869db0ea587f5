import { createCipheriv } from 'node:crypto';

const blockBytes = 16;
const counterBits = 128;

/**
 * AES-256 in counter mode over a file that is read from any place: the same bytes again are the
 * opposite of the first time. It hides the bytes and does not vouch for them.
 */
export class PositionCipher {
  private readonly start: bigint;

  /**
   * @param key 32 bytes
   * @param nonce 16 bytes, another one for each file under a key
   */
  constructor(
    private readonly key: Uint8Array,
    nonce: Uint8Array,
  ) {
    this.start = BigInt(`0x${Buffer.from(nonce).toString('hex')}`);
  }

  /** @param offset of the first of `bytes` in the file */
  apply(bytes: Uint8Array, offset: number): Buffer {
    const counter = BigInt.asUintN(counterBits, this.start + BigInt(Math.floor(offset / blockBytes)));
    const cipher = createCipheriv('aes-256-ctr', this.key, Buffer.from(counter.toString(16).padStart(2 * blockBytes, '0'), 'hex'));
    cipher.update(Buffer.alloc(offset % blockBytes));
    return cipher.update(bytes);
  }
}
