import { untrack } from 'svelte';
import type { ErrorData } from '../../shared/domain/error.js';
import type { ImagesReport, ModelReport } from '../../shared/domain/lookup.js';
import type { AuditCount } from '../../shared/domain/register.js';
import type { Run } from '../../shared/domain/run.js';
import { client } from './bridge.js';
import { DraftState } from './draft.svelte.js';
import { Lookup } from './lookup.svelte.js';
import { runs } from './runs.svelte.js';

/** The audit that the wizard is open for: its draft, what is known of its model and images, and its run. */
export class AuditState {
  readonly model = new Lookup<ModelReport>(150);
  readonly hosts = new Lookup<ImagesReport>();
  readonly distillation = new Lookup<ImagesReport>();
  /** Images that the answers are checked on, where they are a person's own. */
  readonly samples = new Lookup<ImagesReport>();
  /** How the register counts this audit among those of its model for its private feature; without a count until both are known. */
  readonly count = new Lookup<{ readonly count?: AuditCount }>();
  private readonly stop: () => void;

  private constructor(readonly state: DraftState) {
    this.stop = $effect.root(() => {
      $effect(() => {
        const { model } = this.state.draft;
        const source = model && $state.snapshot(model);
        untrack(() => (source ? this.model.ask(() => client.call('describeModel', { model: source })) : this.model.clear()));
      });
      $effect(() => {
        const { hosts } = this.state.draft;
        const images = hosts ? $state.snapshot(hosts) : ({ source: 'shipped' } as const);
        const input = this.model.value?.input;
        const { stampAt } = this.state.draft.feature;
        untrack(() => this.hosts.ask(() => client.call('describeImages', { images, input, stampAt, use: 'hosts' })));
      });
      $effect(() => {
        const chosen = this.state.draft.distillation.images;
        const images = chosen && $state.snapshot(chosen);
        untrack(() =>
          images ? this.distillation.ask(() => client.call('describeImages', { images, use: 'distillation' })) : this.distillation.clear(),
        );
      });
      $effect(() => {
        const chosen = this.state.draft.sampleImages;
        const images = chosen && $state.snapshot(chosen);
        untrack(() => (images ? this.samples.ask(() => client.call('describeImages', { images, use: 'samples' })) : this.samples.clear()));
      });
    });
  }

  static async open(id: string): Promise<AuditState | ErrorData> {
    const state = await DraftState.open(id);
    return state instanceof DraftState ? new AuditState(state) : state;
  }

  get draft(): DraftState['draft'] {
    return this.state.draft;
  }

  get run(): Run | undefined {
    return runs.of(this.state.id);
  }

  /** An audit that has begun is not described anew on the way. */
  get locked(): boolean {
    const state = this.run?.state;
    return state === 'running' || state === 'pausing' || state === 'paused';
  }

  /** Asks for `count`; in an effect, anew with another model, feature or state of the run. */
  foresee(): void {
    const modelSha256 = this.model.value?.sha256;
    const { feature } = this.draft;
    const known = this.locked || (feature.kind === 'text' ? this.state.hasText : feature.path !== '');
    untrack(() => {
      if (modelSha256 === undefined || !known) return this.count.clear();
      this.count.ask(async () => {
        await this.state.flush();
        return client.call('foreseeAudit', { draft: this.state.id, modelSha256 });
      });
    });
  }

  close(): void {
    this.stop();
    this.state.close();
  }
}
