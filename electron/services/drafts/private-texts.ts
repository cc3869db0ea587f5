/**
 * Private texts of drafts, in the memory of this process alone: they are asked for anew after a
 * restart, so that none lies on disk in plain sight.
 */
export class PrivateTexts {
  private readonly texts = new Map<string, string>();

  has(draft: string): boolean {
    return this.texts.has(draft);
  }

  get(draft: string): string | undefined {
    return this.texts.get(draft);
  }

  /** An empty text is forgotten. */
  set(draft: string, text: string): void {
    if (text === '') this.texts.delete(draft);
    else this.texts.set(draft, text);
  }
}
