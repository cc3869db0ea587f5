import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { compiled } from '../../support/compiled.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** A command line with --json at work in a process group of its own, to be killed at any moment. */
export class LiveCommand {
  readonly ended: Promise<number | null>;
  stdout = '';
  stderr = '';
  private readonly child: ChildProcess;

  constructor(argv: readonly string[]) {
    this.child = spawn(process.execPath, [compiled('electron/cli/main.ts'), ...argv, '--json'], {
      cwd: root,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child.stdout?.setEncoding('utf8').on('data', (part: string) => (this.stdout += part));
    this.child.stderr?.setEncoding('utf8').on('data', (part: string) => (this.stderr += part));
    this.ended = new Promise((resolve) => this.child.once('close', resolve));
  }

  /** The events so far; a line that is still being written is left out. */
  get events(): Record<string, unknown>[] {
    return this.stdout
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  }

  /** Waits until `condition` holds; rejects when the command ends before. */
  async until(condition: (events: Record<string, unknown>[]) => boolean): Promise<void> {
    while (!condition(this.events)) {
      if (this.child.exitCode !== null) throw new Error(`The command ended before: ${this.stdout.slice(-500)}${this.stderr}`);
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
  }

  /** kill -9 of the command, its engine and all its tasks at once. */
  async killGroup(): Promise<void> {
    if (this.child.pid !== undefined && this.child.exitCode === null) process.kill(-this.child.pid, 'SIGKILL');
    await this.ended;
  }
}
