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
