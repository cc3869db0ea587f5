import { registerSettingsSchema, type RegisterSettings } from '../../../shared/domain/register.js';
import type { RecordStore } from '../store/record-store.js';

export class Settings {
  constructor(private readonly store: RecordStore) {}

  async get(): Promise<RegisterSettings> {
    return (await this.store.view()).settings;
  }

  /** Changes the settings that are given and leaves the others; one that is given as undefined is taken back. */
  set(changes: Partial<RegisterSettings>): Promise<RegisterSettings> {
    return this.store.change(({ records, log }) => {
      records.settings = registerSettingsSchema.parse({ ...records.settings, ...changes });
      log({ action: 'settings-changed', subject: {} });
      return records.settings;
    });
  }
}
