import { preferences } from './preferences.svelte.js';
import { register } from './register.svelte.js';
import { runs } from './runs.svelte.js';

const lookEveryMilliseconds = 2000;

/**
 * Locks the register when nobody has touched the window for the time that the settings say. While something runs it only
 * covers the pages, so that the run goes on, and locks when that has ended. By the clock on the wall, so that a machine that
 * slept is locked when it wakes.
 */
class IdleLock {
  /** Whether the pages are covered until the passphrase is given again. */
  covers = $state(false);
  /** Whether it was locked for that, so that the passphrase alone opens it, and not the account of whoever passes by. */
  locked = $state(false);
  private touchedAt = Date.now();

  follow(): void {
    for (const name of ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart']) {
      window.addEventListener(name, () => (this.touchedAt = Date.now()), { passive: true, capture: true });
    }
    window.setInterval(() => void this.look(), lookEveryMilliseconds);
  }

  /** Opens the pages to who gives the passphrase. */
  async uncover(passphrase: string): Promise<void> {
    await register.open(passphrase);
    this.covers = register.error !== undefined;
  }

  private async look(): Promise<void> {
    if (register.status?.state !== 'open') {
      this.covers = false;
      return;
    }
    this.locked = false;
    const { lockAfter } = preferences.settings;
    const isIdle = lockAfter > 0 && Date.now() - this.touchedAt >= lockAfter * 60_000;
    if (!isIdle && !this.covers) return;
    if (runs.all.some(({ state }) => state === 'running' || state === 'pausing')) this.covers = true;
    else if (isIdle) {
      this.locked = true;
      await register.lock();
    }
  }
}

export const idleLock = new IdleLock();
