import { settingsSchema, type Settings } from '../../shared/domain/settings.js';
import { client } from './bridge.js';
import { Numbers } from './numbers.js';

const smallestText = 80;
const largestText = 200;
const textStep = 10;

/** How this window looks: the settings, the system's own wishes, and the words for numbers. */
class Preferences {
  settings = $state<Settings>(settingsSchema.parse({}));
  private systemDark = $state(false);

  readonly theme = $derived<'light' | 'dark'>(
    this.settings.theme === 'system' ? (this.systemDark ? 'dark' : 'light') : this.settings.theme,
  );
  readonly numbers = $derived(new Numbers(this.settings.numbers));

  /** Reads the settings and follows them, and the system, from then on. */
  async follow(): Promise<void> {
    const query = window.matchMedia('(prefers-color-scheme: dark)');
    this.systemDark = query.matches;
    query.addEventListener('change', ({ matches }) => (this.systemDark = matches));
    client.on('settings', (settings) => (this.settings = settings));
    const read = await client.call('readSettings', {});
    if (read.ok) this.settings = read.value;
  }

  async save(changes: Partial<Settings>): Promise<void> {
    this.settings = { ...this.settings, ...changes };
    await client.call('saveSettings', $state.snapshot(this.settings));
  }

  async resizeText(direction: 1 | -1 | 0): Promise<void> {
    const size = direction === 0 ? 100 : this.settings.textSize + direction * textStep;
    await this.save({ textSize: Math.min(largestText, Math.max(smallestText, size)) });
  }

  async toggleTheme(): Promise<void> {
    await this.save({ theme: this.theme === 'dark' ? 'light' : 'dark' });
  }
}

export const preferences = new Preferences();
