import { words } from '../../shared/words/words.js';
import type { CallInput, CallOutput } from '../../shared/contract/calls.js';
import { client } from './bridge.js';
import { Lookup } from './lookup.svelte.js';

type Written = CallInput<'findPrivateWords'>['written'];

/** Tells somebody who writes about an audit, as they write, of a word that tells its private text. What is written is refused elsewhere. */
export class PrivateWords {
  private readonly found = new Lookup<{ readonly written: Written; readonly words: CallOutput<'findPrivateWords'> }>(300);

  look(about: CallInput<'findPrivateWords'>['about'], written: Written): void {
    this.found.ask(async () => {
      const found = await client.call('findPrivateWords', { about, written });
      return found.ok ? { ok: true, value: { written, words: found.value } } : found;
    });
  }

  clear(): void {
    this.found.clear();
  }

  /** What is wrong with a field; undefined where nothing is. */
  problemIn(field: string): string | undefined {
    const { written, words: found } = this.found.value ?? {};
    const first = found?.find((one) => one.field === field);
    return first && words.secrets.privateWord((written?.[field] ?? '').slice(first.start, first.end));
  }
}
