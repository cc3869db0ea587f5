import { SvelteMap } from 'svelte/reactivity';
import type { ErrorData, Result } from '../../shared/domain/error.js';
import type { Run } from '../../shared/domain/run.js';
import { client } from './bridge.js';

/** All runs as this window knows them; each event brings one whole run. */
class RunsState {
  private readonly runs = new SvelteMap<string, Run>();
  error = $state.raw<ErrorData | undefined>();

  async follow(): Promise<void> {
    client.on('run', (run) => this.put(run));
    const listed = await client.call('listRuns', {});
    if (listed.ok) for (const run of listed.value) if (!this.runs.has(run.id)) this.put(run);
  }

  of(id: string): Run | undefined {
    return this.runs.get(id);
  }

  get all(): Run[] {
    return [...this.runs.values()];
  }

  async startAudit(draft: string): Promise<boolean> {
    return this.take(await client.call('startAudit', { draft }));
  }

  async startSelfCheck(): Promise<boolean> {
    return this.take(await client.call('startSelfCheck', {}));
  }

  async resume(id: string): Promise<boolean> {
    return this.take(await client.call('resumeRun', { id }));
  }

  async pause(id: string): Promise<void> {
    const result = await client.call('pauseRun', { id });
    this.error = result.ok ? undefined : result.error;
  }

  async discard(id: string): Promise<void> {
    const result = await client.call('discardRun', { id });
    this.error = result.ok ? undefined : result.error;
    if (result.ok) this.runs.delete(id);
  }

  private take(result: Result<Run>): boolean {
    this.error = result.ok ? undefined : result.error;
    if (result.ok) this.put(result.value);
    return result.ok;
  }

  private put(run: Run): void {
    this.runs.set(run.id, run);
  }
}

export const runs = new RunsState();
