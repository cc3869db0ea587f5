import { posix, win32 } from 'node:path';
import { pathsGiven, pathsGranted } from '../../../shared/contract/paths.js';
import type { CallOutput, ParsedInput } from '../../../shared/contract/calls.js';
import type { CallName } from '../../../shared/contract/names.js';
import type { ErrorData } from '../../../shared/domain/error.js';
import { errorData } from '../../../shared/words/errors.js';

/**
 * The files and folders that the desktop's window may name: those that a person chose in a dialog of the system or dropped on
 * the window, and those that kept drafts hold. The page alone cannot add one, so that a page that was taken over opens no
 * file of its choice and sends no password to a share on the network.
 */
export class GrantedPaths {
  private readonly granted = new Set<string>();
  private readonly isWindows: boolean;

  constructor(platform: NodeJS.Platform = process.platform) {
    this.isWindows = platform === 'win32';
  }

  /** Grants a file, or a folder with all that is in it. */
  grant(path: string): void {
    this.granted.add(this.plain(path));
  }

  /** Whether the path was granted, or lies in a folder that was. */
  covers(path: string): boolean {
    for (let at = this.plain(path), above = ''; ; at = above) {
      if (this.granted.has(at)) return true;
      above = this.system.dirname(at);
      if (above === at) return false;
    }
  }

  /** What keeps a call from being answered: a path in it that nobody granted. */
  refusalOf<Name extends CallName>(name: Name, input: ParsedInput<Name>): ErrorData | undefined {
    const given = pathsGiven[name](input).filter((path) => path !== undefined && path !== '');
    const refused = given.find((path) => path !== undefined && !this.covers(path));
    return refused === undefined ? undefined : errorData('path-not-granted', { fault: 'path-not-granted', path: refused });
  }

  /** Grants what an answer lets the window name from then on. */
  learn<Name extends CallName>(name: Name, output: CallOutput<Name>): void {
    for (const path of pathsGranted[name]?.(output) ?? []) if (path) this.grant(path);
  }

  private get system(): typeof posix {
    return this.isWindows ? win32 : posix;
  }

  /** Absolute and without "..": on Windows in small letters, as its names are the same in either case. */
  private plain(path: string): string {
    const whole = this.system.resolve(path);
    return this.isWindows ? whole.toLowerCase() : whole;
  }
}
