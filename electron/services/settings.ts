import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { settingsSchema, type Settings } from '../../shared/domain/settings.js';

/** Settings in one file; one that is missing or damaged gives the defaults. */
export class SettingsFile {
  constructor(private readonly path: string) {}

  async read(): Promise<Settings> {
    try {
      return settingsSchema.parse(JSON.parse(await readFile(this.path, 'utf8')));
    } catch {
      return settingsSchema.parse({});
    }
  }

  async write(settings: Settings): Promise<void> {
    await mkdir(dirname(this.path), { recursive: true });
    await writeFile(`${this.path}.tmp`, JSON.stringify(settings), { flush: true });
    await rename(`${this.path}.tmp`, this.path);
  }
}
