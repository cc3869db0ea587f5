import type { PathPurpose } from '../../shared/contract/calls/app.js';

/** What only a desktop window can do; the loopback host has none of it. */
export interface Desktop {
  /** Asks for a file or folder; undefined when the person cancels. */
  choosePath(purpose: PathPurpose): Promise<string | undefined>;
  /** Asks for the path of a file or folder that is to be made; undefined when the person cancels. */
  chooseNewPath(name: string): Promise<string | undefined>;
  /** Asks where to write and writes; undefined when the person cancels. */
  saveFile(name: string, data: Uint8Array): Promise<string | undefined>;
  /** Shows a file or folder in the system's file manager. */
  showPath(path: string): Promise<void>;
  /** Keeps the window out of screen captures, or no longer; false where the system cannot. */
  protectScreen(protect: boolean): Promise<boolean>;
}
