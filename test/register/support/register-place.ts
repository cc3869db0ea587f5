import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Register, type RegisterOptions } from '../../../electron/register/register.js';

export const passphrase = 'correct horse battery staple';

/** scrypt's lowest cost: the tests open many registers. */
export const cost = 2 ** 14;

/** A temporary folder with a register in it. */
export class RegisterPlace {
  readonly folder = mkdtempSync(join(tmpdir(), 'engram-register-'));
  readonly path = join(this.folder, 'register');

  in(name: string): string {
    return join(this.path, name);
  }

  setUp(options: RegisterOptions = {}): Promise<Register> {
    return Register.setUp(this.path, { passphrase }, { cost, ...options });
  }

  open(options: RegisterOptions = {}): Promise<Register> {
    return Register.open(this.path, { by: 'passphrase', passphrase }, { cost, ...options });
  }

  /** The register as it would lie on another machine. */
  copy(name: string): string {
    const path = join(this.folder, name);
    cpSync(this.path, path, { recursive: true });
    return path;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}

/** A file of test/fixtures/register. */
export function fixture(name: string): Buffer {
  return readFileSync(fileURLToPath(new URL(`../../fixtures/register/${name}`, import.meta.url)));
}
