import type { ErrorData } from '../../shared/domain/error.js';
import type { Verification } from '../../shared/domain/verification.js';
import { client } from './bridge.js';
import { Latest } from './latest.js';

/** A bundle or report that a person has checked, and the certificates that they trust. */
export class VerificationState {
  path = $state<string | undefined>();
  trust = $state.raw<readonly string[]>([]);
  /** The answer, to the question as it stands. */
  found = $state.raw<Verification | undefined>();
  error = $state.raw<ErrorData | undefined>();
  busy = $state(false);
  /** Another choice makes the answer to the one before it worthless. */
  private readonly questions = new Latest();

  choose(path: string): void {
    this.path = path;
    this.forget();
  }

  addTrust(path: string): void {
    if (!this.trust.includes(path)) this.trust = [...this.trust, path];
    this.forget();
  }

  removeTrust(path: string): void {
    this.trust = this.trust.filter((one) => one !== path);
    this.forget();
  }

  async verify(): Promise<void> {
    if (this.path === undefined) return;
    const isLatest = this.forget();
    this.busy = true;
    const result = await client.call('verifyEvidence', { path: this.path, trust: [...this.trust] });
    if (!isLatest()) return;
    this.busy = false;
    if (result.ok) this.found = result.value;
    else this.error = result.error;
  }

  private forget(): () => boolean {
    this.busy = false;
    this.found = undefined;
    this.error = undefined;
    return this.questions.begin();
  }
}
