import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

/**
 * Four projects: `unit` needs Node and the npm registry alone; `system` needs Debian packages,
 * Python or a browser, and fails where one of them is missing; so does `electron`, which drives the
 * desktop app in a real Electron. `tensorflow` needs the library that `npm run tensorflow:install` stages.
 */
export default defineConfig({
  // The window's state classes are written in runes.
  plugins: [svelte({ configFile: false })],
  test: {
    // Native runtimes live one to a process; two workers suit the smallest machine we support.
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // No test may meet the register of whoever runs it: where nothing is, until a test sets one up.
    env: { ORT_DISABLE_TELEMETRY: '1', ENGRAM_REGISTER: join(tmpdir(), `engram-no-register-${process.pid}`) },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          globalSetup: 'test/support/compile-programs.ts',
          include: ['test/**/*.test.ts'],
          exclude: ['test/**/*.system.test.ts', 'test/**/*.electron.test.ts', 'test/**/*.tensorflow.test.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'tensorflow',
          globalSetup: 'test/support/compile-programs.ts',
          include: ['test/**/*.tensorflow.test.ts'],
          env: { TF_CPP_MIN_LOG_LEVEL: '3', TF_NUM_INTRAOP_THREADS: '1', TF_NUM_INTEROP_THREADS: '1' },
        },
      },
      {
        extends: true,
        test: {
          name: 'system',
          testTimeout: 180_000,
          globalSetup: 'test/app/support/build-page.ts',
          include: ['test/**/*.system.test.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'electron',
          testTimeout: 180_000,
          include: ['test/**/*.electron.test.ts'],
          globalSetup: 'test/electron/support/global-setup.ts',
          // Windows share one display, and with it the focus.
          fileParallelism: false,
        },
      },
    ],
  },
});
