import { fork } from 'node:child_process';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { keepEnd, workerEnvironment, type Launcher } from './launch.js';

/**
 * Starts `entry` as a plain Node child process. A TypeScript entry (development, tests) gets the
 * tsx loader; the packaged program has JavaScript entries and no loader.
 */
export const launchNodeChild: Launcher = (entry, { name, environment }) => {
  const loader = entry.endsWith('.ts') ? ['--import', pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href] : [];
  const child = fork(entry, [], {
    // Structured clones, as over Electron's port: keeps NaN, undefined and typed arrays.
    serialization: 'advanced',
    execArgv: [`--title=${name}`, ...loader],
    env: { ...workerEnvironment(), ...environment },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const stderr = keepEnd(child.stderr);
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
      child.once('error', (error) => listener(`could not be started: ${error.message}`, stderr()));
      child.once('close', (code, signal) => listener(signal === null ? `exit code ${code}` : `signal ${signal}`, stderr()));
    },
  };
};
