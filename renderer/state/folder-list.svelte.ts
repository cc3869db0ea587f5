import type { FolderListing } from '../../shared/contract/calls/app.js';
import type { ErrorData, Result } from '../../shared/domain/error.js';
import { Latest } from './latest.js';

/** A folder that is looked at while its path may be typed as well. */
export class FolderList {
  listing = $state.raw<FolderListing | undefined>();
  error = $state.raw<ErrorData | undefined>();
  private path = $state('');
  private readonly looks = new Latest();
  /** Who has begun to type goes on typing. */
  private isTyped = false;

  constructor(private readonly list: (path: string | undefined) => Promise<Result<FolderListing>>) {}

  get typed(): string {
    return this.path;
  }

  set typed(path: string) {
    this.path = path;
    this.isTyped = true;
  }

  /** Lists a folder, without a path the person's own; `name` is what a new file in it would be called. */
  async show(path: string | undefined, name?: string): Promise<void> {
    const isLatest = this.looks.begin();
    this.path = '';
    this.isTyped = false;
    const result = await this.list(path);
    if (!isLatest()) return;
    this.error = result.ok ? undefined : result.error;
    if (!result.ok) return;
    this.listing = result.value;
    if (!this.isTyped) this.path = name === undefined ? result.value.path : within(result.value.path, name);
  }

  /** Whatever is still on its way comes too late. */
  leave(): void {
    this.looks.begin();
    this.error = undefined;
  }
}

/** The path of a name in a folder, by the separator that its path has. */
function within(folder: string, name: string): string {
  const separator = folder.includes('\\') ? '\\' : '/';
  return folder.endsWith(separator) ? folder + name : folder + separator + name;
}
