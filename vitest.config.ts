import { defineConfig } from 'vitest/config';

/**
 * Three projects: `unit` needs Node and the npm registry alone; `system` needs Debian packages,
 * Python or a browser, and fails where one of them is missing; so does `electron`, which drives the
 * desktop app in a real Electron.
 */
export default defineConfig({
  test: {
    // Native runtimes live one to a process; two workers suit the smallest machine we support.
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    projects: [
      { extends: true, test: { name: 'unit', include: ['test/**/*.test.ts'], exclude: ['test/**/*.system.test.ts', 'test/**/*.electron.test.ts'] } },
      { extends: true, test: { name: 'system', include: ['test/**/*.system.test.ts'] } },
      {
        extends: true,
        test: {
          name: 'electron',
          include: ['test/**/*.electron.test.ts'],
          globalSetup: 'test/electron/support/global-setup.ts',
          // Windows share one display, and with it the focus.
          fileParallelism: false,
        },
      },
    ],
  },
});
