/**
 * A reporter of Vitest that keeps what the summary of a whole run is made from: how many tests passed
 * and failed, and how long each file took, to the file that ENGRAM_TEST_RECORD names.
 */
import { writeFileSync } from 'node:fs';
import type { Reporter, TestModule } from 'vitest/node';
import type { TestRecord } from './test-record.js';

export default class TestReporter implements Reporter {
  private readonly record: TestRecord = { passed: 0, failed: 0, skipped: 0, files: [] };

  onTestModuleEnd(module: TestModule): void {
    for (const test of module.children.allTests()) {
      const { state } = test.result();
      this.record[state === 'pending' ? 'skipped' : state]++;
    }
    const { collectDuration, setupDuration, duration } = module.diagnostic();
    this.record.files.push({ file: module.relativeModuleId, milliseconds: Math.round(collectDuration + setupDuration + duration) });
    this.write();
  }

  private write(): void {
    const path = process.env.ENGRAM_TEST_RECORD;
    if (path !== undefined) writeFileSync(path, JSON.stringify(this.record));
  }
}
