import { fork } from 'node:child_process';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import type { Port } from '../port.js';

/** A started worker process, as a Node child now and as Electron's utilityProcess in the app. */
export interface Child {
  readonly pid: number | undefined;
  readonly port: Port;
  /** Ends the process at once, whatever it is doing. */
  kill(): void;
  /** Called once when the process is gone; `how` says how, in words. `stderr` is the end of what it wrote there. */
  onExit(listener: (how: string, stderr: string) => void): void;
}

/** `environment` is added to what a worker sees of the environment. */
export type Launcher = (entry: string, environment: Readonly<Record<string, string>>) => Child;

/** All that a worker sees of the environment: where to find programs, libraries, home and temporary files. */
const inheritedVariables = [
  'PATH',
  'HOME',
  'USERPROFILE',
  'TMPDIR',
  'TEMP',
  'TMP',
  'SystemRoot',
  'windir',
  'LOCALAPPDATA',
  'LD_LIBRARY_PATH',
];

const stderrKept = 4096;

/**
 * Starts `entry` as a plain Node child process. A TypeScript entry (development, tests) gets the
 * tsx loader; the packaged program has JavaScript entries and no loader.
 */
export const launchNodeChild: Launcher = (entry, environment) => {
  const loader = entry.endsWith('.ts') ? ['--import', pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href] : [];
  const child = fork(entry, [], {
    // Structured clones, as over Electron's port: keeps NaN, undefined and typed arrays.
    serialization: 'advanced',
    execArgv: loader,
    env: {
      ...Object.fromEntries(inheritedVariables.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]]))),
      ...environment,
    },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let stderr = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr = (stderr + text).slice(-stderrKept);
  });
  return {
    pid: child.pid,
    port: {
      send: (message) => {
        if (child.connected) {
          // A failed send means that the process is dying; its exit tells.
          child.send(message as object, () => undefined);
        }
      },
      onMessage: (listener) => child.on('message', listener),
      onClose: (listener) => child.once('disconnect', listener),
    },
    kill: () => child.kill('SIGKILL'),
    onExit: (listener) => {
      child.once('error', (error) => listener(`could not be started: ${error.message}`, stderr));
      child.once('close', (code, signal) => listener(signal === null ? `exit code ${code}` : `signal ${signal}`, stderr));
    },
  };
};
