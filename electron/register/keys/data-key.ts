import { createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { RegisterError } from '../error.js';

const bytes = 32;

/** What a key that is derived from the data key is for. */
export type Purpose = 'records' | 'files' | 'marks';

/**
 * The random key under which everything in a register is encrypted. Each use has a key of its own,
 * derived by HKDF-SHA-256 and bound to the register.
 */
export class DataKey {
  private forgotten = false;

  private constructor(
    private readonly secret: Buffer,
    private readonly register: string,
  ) {}

  static create(register: string): DataKey {
    return new DataKey(randomBytes(bytes), register);
  }

  /** Undefined when `secret` is no data key. */
  static of(secret: Buffer, register: string): DataKey | undefined {
    return secret.length === bytes ? new DataKey(secret, register) : undefined;
  }

  /** The secret itself, to be wrapped. */
  get bytes(): Buffer {
    return this.secret;
  }

  /** Derived anew each time, so that nothing outlives `forget`. Throws `register-locked` after it. */
  derive(purpose: Purpose): Buffer {
    if (this.forgotten) throw new RegisterError('register-locked', { fault: 'register-closed' });
    return Buffer.from(hkdfSync('sha256', this.secret, this.register, `engram.register/${purpose}`, 32));
  }

  /** HMAC-SHA-256 (hexadecimal) under a key of this register: recognises data again and does not tell it. */
  mark(what: string, data: string | Uint8Array): string {
    return createHmac('sha256', this.derive('marks')).update(`${what}\n`).update(data).digest('hex');
  }

  /** Overwrites the secret; the key serves no more. */
  forget(): void {
    this.forgotten = true;
    this.secret.fill(0);
  }
}
