import { paths } from '../../state/paths.svelte.js';

interface Wanted {
  readonly name: string;
  /** Base64. */
  readonly make: () => Promise<string | undefined>;
}

/** What holds more than the public finding is saved only after a person has read what that means. */
class ExportGuard {
  wanted = $state.raw<Wanted | undefined>();

  ask(name: string, make: Wanted['make']): void {
    this.wanted = { name, make };
  }

  async allow(): Promise<void> {
    const wanted = this.wanted;
    this.wanted = undefined;
    const data = await wanted?.make();
    if (wanted && data !== undefined) await paths.save(wanted.name, data);
  }

  refuse(): void {
    this.wanted = undefined;
  }
}

export const exportGuard = new ExportGuard();
