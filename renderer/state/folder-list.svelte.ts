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

  /** Lists a folder; without a path, the person's own. */
  async show(path: string | undefined): Promise<void> {
    const isLatest = this.looks.begin();
    this.path = '';
    this.isTyped = false;
    const result = await this.list(path);
    if (!isLatest()) return;
    this.error = result.ok ? undefined : result.error;
    if (!result.ok) return;
    this.listing = result.value;
    if (!this.isTyped) this.path = result.value.path;
  }

  /** Whatever is still on its way comes too late. */
  leave(): void {
    this.looks.begin();
    this.error = undefined;
  }
}
