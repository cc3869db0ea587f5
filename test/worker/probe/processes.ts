import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Progress } from '../../../shared/domain/progress.js';

/** Collects progress; the probe jobs say in it which process they run in. */
export class ProgressRecord {
  readonly steps: Progress[] = [];

  readonly listener = (step: Progress): void => {
    this.steps.push(step);
  };

  get pids(): number[] {
    return [...new Set(this.steps.map((step) => Number(step.detail?.replace('process ', ''))))];
  }
}

/** Processes that have counted in `folder`, once they have come to `number`; else none. */
export function processesIn(folder: string, number = 1): number[] {
  const counted = join(folder, 'count.json');
  if (!existsSync(counted) || Number(readFileSync(counted, 'utf8')) < number) {
    return [];
  }
  return readFileSync(join(folder, 'processes.txt'), 'utf8').trim().split('\n').map(Number);
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Waits until `condition` holds; rejects after `seconds`. */
export async function until(condition: () => boolean, seconds = 20): Promise<void> {
  const deadline = performance.now() + seconds * 1000;
  while (!condition()) {
    if (performance.now() > deadline) {
      throw new Error(`Not within ${seconds} s: ${condition.toString()}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
