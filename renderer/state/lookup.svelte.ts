import type { ErrorData, Result } from '../../shared/domain/error.js';

/** Something that is looked up again and again while a person changes what it depends on: one question at a time, the latest one wins. */
export class Lookup<Value> {
  value = $state.raw<Value | undefined>();
  error = $state.raw<ErrorData | undefined>();
  busy = $state(false);

  private next: (() => Promise<Result<Value>>) | undefined;
  private running = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private round = 0;

  constructor(private readonly patience = 0) {}

  ask(question: () => Promise<Result<Value>>): void {
    this.next = question;
    this.busy = true;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.run(), this.patience);
  }

  /** Forgets the answer, and one that is under way. */
  clear(): void {
    clearTimeout(this.timer);
    this.round++;
    this.next = undefined;
    this.value = undefined;
    this.error = undefined;
    this.busy = false;
  }

  private async run(): Promise<void> {
    if (this.running) return;
    this.running = true;
    while (this.next !== undefined) {
      const question = this.next;
      const { round } = this;
      this.next = undefined;
      const result = await question();
      if (round !== this.round) continue;
      this.error = result.ok ? undefined : result.error;
      this.value = result.ok ? result.value : undefined;
    }
    this.running = false;
    this.busy = false;
  }
}
