import type { ModelSeen } from '../../../shared/domain/register.js';
import type { RecordStore } from '../store/record-store.js';

/** Models that were looked at or audited here, with what a person confirmed about them. */
export class Models {
  constructor(private readonly store: RecordStore) {}

  /** The one seen last first. */
  async list(): Promise<ModelSeen[]> {
    const { models } = await this.store.view();
    return [...models].sort((a, b) => (a.lastSeenAt < b.lastSeenAt ? 1 : -1));
  }

  async get(sha256: string): Promise<ModelSeen | undefined> {
    return (await this.store.view()).models.find((model) => model.sha256 === sha256);
  }

  /** What was confirmed before stays unless something else is confirmed now. */
  see({ sha256, name, confirmed }: Pick<ModelSeen, 'sha256' | 'name' | 'confirmed'>): Promise<ModelSeen> {
    return this.store.change(({ records, time, log }) => {
      const before = records.models.find((model) => model.sha256 === sha256);
      const seen: ModelSeen = {
        sha256,
        name,
        firstSeenAt: before?.firstSeenAt ?? time,
        lastSeenAt: time,
        confirmed: confirmed ?? before?.confirmed,
      };
      records.models = [...records.models.filter((model) => model !== before), seen];
      if (before === undefined) log({ action: 'model-seen', subject: { model: sha256 } });
      return seen;
    });
  }

  forget(sha256: string): Promise<void> {
    return this.store.change(({ records }) => {
      records.models = records.models.filter((model) => model.sha256 !== sha256);
    });
  }
}
