import type { Port } from '../port.js';

/** The port to the parent of this Node child process. */
export function portToParent(): Port {
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
