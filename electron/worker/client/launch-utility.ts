import { keepEnd, workerEnvironment, type Launcher } from './launch.js';
import { describeExit } from './describe-exit.js';

/** What the launcher needs of Electron's UtilityProcess; its own class has it. */
export interface UtilityChild {
  readonly pid?: number;
  readonly stderr: NodeJS.ReadableStream | null;
  postMessage(message: unknown): void;
  kill(): boolean;
  on(event: 'message', listener: (message: unknown) => void): unknown;
  once(event: 'spawn', listener: () => void): unknown;
  once(event: 'exit', listener: (code: number) => void): unknown;
}

/** How Electron's main process starts utility processes and learns what became of them. */
export interface UtilityProcesses {
  fork(entry: string, options: { serviceName: string; env: Record<string, string>; stdio: ('ignore' | 'pipe')[] }): UtilityChild;
  /** Electron's reason for the end of the process that was started under `serviceName`; undefined for one that exited by itself. */
  whyGone(serviceName: string): Promise<string | undefined>;
}

/** Starts worker entries (JavaScript) as Electron utility processes. */
export function createUtilityLauncher(processes: UtilityProcesses): Launcher {
  let started = 0;
  return (entry, { name, environment }) => {
    // The number tells which of several processes of one name is gone.
    const serviceName = `${name} ${++started}`;
    const child = processes.fork(entry, {
      serviceName,
      env: { ...workerEnvironment(), ...environment },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const stderr = keepEnd(child.stderr);
    let alive = true;
    const exited = new Promise<number>((resolve) => {
      child.once('exit', (code) => {
        alive = false;
        resolve(code);
      });
    });
    return {
      get pid() {
        return child.pid;
      },
      port: {
        send: (message) => {
          if (alive) child.postMessage(message);
        },
        onMessage: (listener) => child.on('message', listener),
        onClose: (listener) => void exited.then(listener),
      },
      kill: () => {
        if (child.pid !== undefined) {
          killNow(child.pid);
        } else if (alive) {
          child.once('spawn', () => killNow(child.pid));
        }
      },
      onExit: (listener) => {
        void exited.then(async (code) => {
          const reason = code === 0 ? undefined : await processes.whyGone(serviceName);
          listener(describeExit(code, reason), stderr());
        });
      },
    };
  };
}

/** Electron's own kill asks (SIGTERM); a process stuck in native code has to be told. */
function killNow(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(pid, 'SIGKILL');
  } catch {
    // It ended between the look and the kill.
  }
}
