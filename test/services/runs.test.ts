import { describe, expect, test, vi } from 'vitest';
import type { CallOptions } from '../../electron/services/engine-service.js';
import { RunProgress } from '../../electron/services/runs/run-progress.js';
import { Runs, type Work } from '../../electron/services/runs/runs.js';
import type { Result } from '../../shared/domain/error.js';
import { failed } from '../../shared/words/errors.js';
import { runSchema, type Run } from '../../shared/domain/run.js';

/** Work that goes on until it is answered or stopped. */
class Endless implements Work {
  readonly id = 'work';
  readonly kind = 'audit';
  readonly key = 'spec';
  starts = 0;
  discarded = false;
  call: CallOptions = {};
  private resolve: (result: Result<{ readonly audit?: string }>) => void = () => undefined;

  start(call: CallOptions): Promise<Result<{ readonly audit?: string }>> {
    this.starts += 1;
    this.call = call;
    call.signal?.addEventListener('abort', () => this.end(failed('cancelled', { fault: 'cancelled' })));
    return new Promise((resolve) => (this.resolve = resolve));
  }

  end(result: Result<{ readonly audit?: string }>): void {
    this.resolve(result);
  }

  discard(): Promise<void> {
    this.discarded = true;
    return Promise.resolve();
  }

  needsText(): boolean {
    return false;
  }
}

function watched(): { runs: Runs; seen: Run[]; last: () => Run } {
  const seen: Run[] = [];
  const runs = new Runs((name, data) => {
    if (name === 'run') seen.push(runSchema.parse(data));
  });
  return { runs, seen, last: () => seen[seen.length - 1] };
}

describe('a run', () => {
  test('is paused, keeps nothing running, and goes on', async () => {
    const { runs, last } = watched();
    const work = new Endless();
    expect(runs.start(work).state).toBe('running');
    runs.pause('work');
    await vi.waitFor(() => expect(last().state).toBe('paused'));
    expect(runs.start(runs.workOf('work')).state).toBe('running');
    expect(work.starts).toBe(2);
    work.end({ ok: true, value: { audit: 'a-1' } });
    await vi.waitFor(() => expect(last().state).toBe('done'));
    expect(last().audit).toBe('a-1');
  });

  test('that is started twice runs once', () => {
    const { runs } = watched();
    const work = new Endless();
    runs.start(work);
    runs.start(work);
    expect(work.starts).toBe(1);
  });

  test('tells of a restart of the engine process', () => {
    const { runs, last } = watched();
    const work = new Endless();
    runs.start(work);
    work.call.onRestart?.('signal SIGKILL');
    expect(last().notices[0]).toContain('signal SIGKILL');
    expect(last().state).toBe('running');
  });

  test('keeps the error that it failed with, and can be started anew', async () => {
    const { runs, last } = watched();
    const work = new Endless();
    runs.start(work);
    work.end(failed('images-too-few', { fault: 'images-fewer-than-wanted', wanted: 2, available: 1 }));
    await vi.waitFor(() => expect(last().state).toBe('failed'));
    expect(last().error?.code).toBe('images-too-few');
    expect(runs.start(work).state).toBe('running');
  });

  test('whose work throws has failed, and does not stand as if it went on', async () => {
    const { runs, last } = watched();
    const work = new Endless();
    work.start = () => Promise.reject(new Error('SMITH'));
    runs.start(work);
    await vi.waitFor(() => expect(last().state).toBe('failed'));
    expect(JSON.stringify(last())).not.toContain('SMITH');
  });

  test('that is discarded has stopped first, and is gone', async () => {
    const { runs } = watched();
    const work = new Endless();
    runs.start(work);
    await runs.discard('work');
    expect(work.discarded).toBe(true);
    expect(runs.list()).toEqual([]);
  });
});

describe('what is told of a run', () => {
  test('has each phase once, with its rate', () => {
    let now = 0;
    const progress = new RunProgress(() => now);
    progress.progress({ phase: 'load', done: 0, total: 1, unit: 'files' });
    progress.progress({ phase: 'strings', done: 0, total: 100, unit: 'images' });
    now = 2;
    progress.progress({ phase: 'strings', done: 50, total: 100, unit: 'images' });
    const { phases, seconds } = progress.state;
    expect(phases.map(({ progress: { phase } }) => phase)).toEqual(['load', 'strings']);
    expect(phases[1].rate).toBe(25);
    expect(seconds).toBe(2);
  });

  test('begins the decoys anew when the feature is measured anew, as after a restart', () => {
    const progress = new RunProgress();
    progress.observe({ kind: 'feature', class: 3, shift: 1 });
    progress.observe({ kind: 'decoys', shifts: [0.1, 0.2] });
    progress.observe({ kind: 'feature', class: 3, shift: 1 });
    progress.observe({ kind: 'decoys', shifts: [0.1] });
    expect(progress.state.decoyCount).toBe(1);
    expect(progress.state.decoys).toEqual([0.1]);
  });
});
