import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { root } from '../build/programs.js';

export interface Ended {
  /** Undefined where it was killed. */
  readonly code: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
  readonly seconds: number;
}

export interface Given {
  /** The compiled command line. */
  readonly program: string;
  readonly argv: readonly string[];
  /** Files that the command reads by their descriptors, from 3 on. */
  readonly secrets?: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** Seconds after which the command, its engine and all its tasks get kill -9. */
  readonly killAfter?: number;
}

/** Runs the command line in a process group of its own, and kills that where asked. */
export async function command({ program, argv, secrets = [], environment, killAfter }: Given): Promise<Ended> {
  const began = performance.now();
  const descriptors = secrets.map((path) => openSync(path, 'r'));
  const child = spawn(process.execPath, [program, ...argv, '--json'], {
    cwd: root,
    detached: true,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe', ...descriptors],
  });
  let stdout = '';
  let stderr = '';
  child.stdout?.setEncoding('utf8').on('data', (part: string) => (stdout += part));
  child.stderr?.setEncoding('utf8').on('data', (part: string) => (stderr += part));
  let killed = false;
  const timer =
    killAfter === undefined
      ? undefined
      : setTimeout(() => {
          killed = child.exitCode === null && child.pid !== undefined;
          if (killed && child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
        }, killAfter * 1000);
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  clearTimeout(timer);
  for (const descriptor of descriptors) closeSync(descriptor);
  return { code: killed ? undefined : (code ?? -1), stdout, stderr, seconds: (performance.now() - began) / 1000 };
}
