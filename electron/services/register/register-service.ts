import type { Result } from '../../../shared/domain/error.js';
import type { RegisterStatus } from '../../../shared/domain/register.js';
import type { KeyStore } from '../../register/keys/key-store.js';
import { Register, waysToOpen, type RegisterOptions, type SetUp } from '../../register/register.js';
import type { Opening } from '../../register/keys/unlock.js';
import { registerFolder } from '../folders.js';
import { Failure } from '../failure.js';
import { resultOf } from '../result-of.js';
import { errorData } from '../../../shared/words/errors.js';

export type { KeyStore };

export interface RegisterServiceOptions extends RegisterOptions {
  /** Left out, the user's own. */
  readonly folder?: string;
}

/**
 * The register as app, server and command line use it: absent, locked or open. What is done with an
 * open one goes through `use`, for example `service.use((register) => register.drafts.list())`.
 */
export class RegisterService {
  readonly folder: string;
  private register: Register | undefined;

  constructor(private readonly options: RegisterServiceOptions = {}) {
    this.folder = options.folder ?? registerFolder();
  }

  status(): Promise<Result<RegisterStatus>> {
    return resultOf(async () => {
      const ways = await waysToOpen(this.folder);
      const state = this.register !== undefined ? 'open' : ways === undefined ? 'absent' : 'locked';
      return { state, folder: this.folder, ways: ways ?? [], notices: [...(this.register?.notices ?? [])] };
    });
  }

  /** Makes the register and leaves it open. */
  async setUp(setUp: SetUp): Promise<Result<RegisterStatus>> {
    return this.take(() => Register.setUp(this.folder, setUp, this.options));
  }

  get isOpen(): boolean {
    return this.register !== undefined;
  }

  /** One that is open stays as it is, for the work that goes on has hold of it: then whoever asks is checked, and no more. */
  async open(opening: Opening): Promise<Result<RegisterStatus>> {
    const open = (): Promise<Register> => Register.open(this.folder, opening, this.options);
    if (this.register === undefined) return this.take(open);
    const checked = await resultOf(open);
    if (!checked.ok) return checked;
    checked.value.close();
    return this.status();
  }

  /** Forgets the key. */
  close(): void {
    this.register?.close();
    this.register = undefined;
  }

  /** Does `work` on the open register; fails with `register-absent` or `register-locked` where there is none. */
  use<Value>(work: (register: Register) => Promise<Value>): Promise<Result<Value>> {
    return resultOf(async () => work(this.register ?? (await this.refuse())));
  }

  private async take(make: () => Promise<Register>): Promise<Result<RegisterStatus>> {
    const made = await resultOf(make);
    if (!made.ok) return made;
    this.close();
    this.register = made.value;
    return this.status();
  }

  private async refuse(): Promise<never> {
    throw (await waysToOpen(this.folder)) === undefined
      ? new Failure(errorData('register-absent', { fault: 'no-register', folder: this.folder }))
      : new Failure(errorData('register-locked', { fault: 'register-locked' }));
  }
}
