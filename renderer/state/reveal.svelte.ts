import { client } from './bridge.js';

/** Whether private text shows on the screen; while it does, the window is kept out of screen captures. */
class Reveal {
  shown = $state(false);

  async show(): Promise<void> {
    // Protected first, so that no capture can fall in between.
    await client.call('protectScreen', { protect: true });
    this.shown = true;
  }

  async hide(): Promise<void> {
    if (!this.shown) return;
    this.shown = false;
    await client.call('protectScreen', { protect: false });
  }
}

export const reveal = new Reveal();
