import type { Port } from '../port.js';

/** What this process has of Electron's ParentPort when it is a utility process. */
interface ParentPort {
  on(event: 'message', listener: (event: { data: unknown }) => void): unknown;
  postMessage(message: unknown): void;
}

/**
 * The port to whoever started this process: Electron's main process, or the Node parent.
 * @throws Error when nobody did
 */
export function portToParent(): Port {
  const { parentPort } = process as { readonly parentPort?: ParentPort };
  if (parentPort !== undefined) {
    return portToElectron(parentPort);
  }
  if (process.send === undefined) {
    throw new Error('This is the entry of a worker process: start it through the engine client, not by hand.');
  }
  return {
    send: (message) => {
      if (process.connected) {
        process.send?.(message);
      }
    },
    onMessage: (listener) => process.on('message', listener),
    onClose: (listener) => process.once('disconnect', listener),
  };
}

function portToElectron(parentPort: ParentPort): Port {
  return {
    send: (message) => parentPort.postMessage(message),
    onMessage: (listener) => parentPort.on('message', (event) => listener(event.data)),
    // Nothing to do: Electron ends its utility processes with itself, and the watch on the parent does where it could not.
    onClose: () => undefined,
  };
}
