import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('./main.ts', import.meta.url));
const root = fileURLToPath(new URL('../../../', import.meta.url));

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command line at work in a process of its own. */
export class Command {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  stdout = '';
  stderr = '';

  constructor(argv: readonly string[], { stdio = ['ignore', 'pipe', 'pipe'] }: { stdio?: StdioOptions } = {}) {
    this.child = spawn(process.execPath, ['--import', 'tsx', main, ...argv], { cwd: root, stdio });
    this.child.stdout?.setEncoding('utf8').on('data', (text: string) => (this.stdout += text));
    this.child.stderr?.setEncoding('utf8').on('data', (text: string) => (this.stderr += text));
    this.ended = new Promise((resolve) => {
      this.child.once('close', (code, signal) => resolve({ code, signal, stdout: this.stdout, stderr: this.stderr }));
    });
  }

  /** Processes of the probe's job, as its progress names them. */
  get workers(): number[] {
    return [...new Set([...this.stderr.matchAll(/process (\d+)/g)].map(([, pid]) => Number(pid)))];
  }
}

export function runCommand(...argv: string[]): Promise<Ended> {
  return new Command(argv).ended;
}
