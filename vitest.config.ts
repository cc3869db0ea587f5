import { defineConfig } from 'vitest/config';

/**
 * Three projects: `unit` needs Node and the npm registry alone; `system` needs Debian packages,
 * Python or a browser, and fails where one of them is missing; `tensorflow` needs the library that
 * `npm run tensorflow:install` stages.
 */
export default defineConfig({
  test: {
    // Native runtimes live one to a process; two workers suit the smallest machine we support.
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    projects: [
      { extends: true, test: { name: 'unit', include: ['test/**/*.test.ts'], exclude: ['test/**/*.system.test.ts', 'test/**/*.tensorflow.test.ts'] } },
      { extends: true, test: { name: 'tensorflow', include: ['test/**/*.tensorflow.test.ts'], env: { TF_CPP_MIN_LOG_LEVEL: '3', TF_NUM_INTRAOP_THREADS: '1', TF_NUM_INTEROP_THREADS: '1' } } },
      { extends: true, test: { name: 'system', include: ['test/**/*.system.test.ts'] } },
    ],
  },
});
