/**
 * The line between a worker process and whoever started it. A Node child has it over its IPC
 * channel; in the app it is Electron's message port, which carries structured clones as well.
 */
export interface Port {
  /** Does nothing once the other side is gone. */
  send(message: unknown): void;
  /** `listener` gets every message as it arrives, unchecked. */
  onMessage(listener: (message: unknown) => void): void;
  /** Called once, when the other side is gone for whatever reason. */
  onClose(listener: () => void): void;
}

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
