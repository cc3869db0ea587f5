import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { runCommandLine } from '../../../electron/cli/command-line.js';
import { compiled } from '../../support/compiled.js';

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
    this.child = spawn(process.execPath, [compiled('test/cli/probe/main.ts'), ...argv], { cwd: root, stdio });
    this.child.stdout?.setEncoding('utf8').on('data', (part: string) => (this.stdout += part));
    this.child.stderr?.setEncoding('utf8').on('data', (part: string) => (this.stderr += part));
    this.ended = new Promise((resolve) => {
      this.child.once('close', (code, signal) => resolve({ code, signal, stdout: this.stdout, stderr: this.stderr }));
    });
  }

  /** Processes of the probe's job, as its progress names them. */
  get workers(): number[] {
    return [...new Set([...this.stderr.matchAll(/process (\d+)/g)].map(([, pid]) => Number(pid)))];
  }
}

/** Runs a command line within this process: no terminal, empty input. Its jobs still run in their own. */
export async function runHere(...argv: string[]): Promise<Pick<Ended, 'code' | 'stdout' | 'stderr'>> {
  const [input, output, errors] = [new PassThrough(), new PassThrough(), new PassThrough()];
  input.end();
  const code = await runCommandLine(argv, { entry: compiled('test/cli/probe/entry.ts') }, { input, output, errors });
  output.end();
  errors.end();
  return { code, stdout: await text(output), stderr: await text(errors) };
}

/** Runs it in a process of its own. */
export function runCommand(...argv: string[]): Promise<Ended> {
  return new Command(argv).ended;
}
