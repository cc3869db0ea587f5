import { untrack } from 'svelte';
import { gapsOf, type Gap, type StepName } from '../../shared/domain/draft-spec.js';
import type { Draft, DraftStamp } from '../../shared/domain/draft.js';
import type { ErrorData } from '../../shared/domain/error.js';
import { client } from './bridge.js';

const saveAfterMilliseconds = 300;

/** The draft that is open in this window: saved as it is changed, and watched for changes elsewhere. */
export class DraftState {
  draft: Draft;
  hasText = $state(false);
  saving = $state(false);
  /** Another window has saved it while there were changes here. */
  conflict = $state(false);
  error = $state.raw<ErrorData | undefined>();
  readonly gaps: Gap[];

  private stamp: DraftStamp;
  private saved: string;
  private timer: number | undefined;
  private running: Promise<void> = Promise.resolve();
  private readonly stops: (() => void)[] = [];

  private constructor(whole: { stamp: DraftStamp; draft: Draft; hasText: boolean }) {
    this.draft = $state(whole.draft);
    this.gaps = $derived(gapsOf(this.draft, this.hasText));
    this.hasText = whole.hasText;
    this.stamp = whole.stamp;
    this.saved = JSON.stringify(whole.draft);
    this.stops.push(
      $effect.root(() => {
        $effect(() => {
          const changed = JSON.stringify(this.draft) !== this.saved;
          untrack(() => (changed ? this.saveSoon() : undefined));
        });
      }),
      client.on('draft', ({ stamp, deleted }) => (stamp.id === this.id && !deleted ? void this.follow(stamp) : undefined)),
    );
    const leave = (): void => void this.flush();
    window.addEventListener('pagehide', leave);
    this.stops.push(() => window.removeEventListener('pagehide', leave));
  }

  static async open(id: string): Promise<DraftState | ErrorData> {
    const read = await client.call('readDraft', { id });
    return read.ok ? new DraftState(read.value) : read.error;
  }

  get id(): string {
    return this.stamp.id;
  }

  gapsIn(step: StepName): Gap[] {
    return this.gaps.filter((gap) => gap.step === step);
  }

  /** What is still unsaved, saved now. */
  async flush(): Promise<void> {
    window.clearTimeout(this.timer);
    this.timer = undefined;
    this.running = this.running.then(() => this.save());
    await this.running;
  }

  async setText(text: string): Promise<void> {
    const result = await client.call('setPrivateText', { id: this.id, text });
    if (result.ok) this.hasText = result.value.hasText;
    this.error = result.ok ? undefined : result.error;
  }

  /** Takes what was saved elsewhere, and drops what was changed here. */
  async reload(): Promise<void> {
    const read = await client.call('readDraft', { id: this.id });
    if (!read.ok) {
      this.error = read.error;
      return;
    }
    this.stamp = read.value.stamp;
    this.saved = JSON.stringify(read.value.draft);
    this.draft = read.value.draft;
    this.hasText = read.value.hasText;
    this.conflict = false;
    this.error = undefined;
  }

  close(): void {
    void this.flush();
    for (const stop of this.stops) stop();
  }

  private saveSoon(): void {
    this.saving = true;
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.flush(), saveAfterMilliseconds);
  }

  private async save(): Promise<void> {
    const draft: Draft = $state.snapshot(this.draft);
    const text = JSON.stringify(draft);
    if (text === this.saved || this.conflict) {
      this.saving = false;
      return;
    }
    const result = await client.call('saveDraft', { stamp: this.stamp, draft });
    if (result.ok) {
      this.stamp = result.value;
      this.saved = text;
      this.error = undefined;
    } else {
      this.conflict = result.error.code === 'draft-changed';
      this.error = this.conflict ? undefined : result.error;
    }
    this.saving = this.timer !== undefined;
  }

  /** Another window, or this one, has saved the draft or given it a text. */
  private async follow(stamp: DraftStamp): Promise<void> {
    await this.running;
    if (stamp.revision < this.stamp.revision) return;
    const changedHere = JSON.stringify(this.draft) !== this.saved;
    if (stamp.revision > this.stamp.revision && changedHere) this.conflict = true;
    else if (stamp.revision > this.stamp.revision) await this.reload();
    else {
      const read = await client.call('readDraft', { id: this.id });
      if (read.ok) this.hasText = read.value.hasText;
    }
  }
}
