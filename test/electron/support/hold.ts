/**
 * Compiled into the tested main process: waits with the window until the test driver has attached,
 * as a window that comes up meanwhile may escape it. Playwright's own loader does the same for an
 * Electron without an app of its own.
 */
import { app } from 'electron';

if (process.env.ENGRAM_TEST_HOLD === 'yes') {
  const released = new Promise<void>((resolve) => Object.assign(globalThis, { releaseApp: resolve }));
  const ready = app.whenReady.bind(app);
  app.whenReady = async () => {
    await released;
    return ready();
  };
}
