import { describe, expect, test, vi } from 'vitest';
import type { Result } from '../../shared/domain/error.js';
import { Lookup } from '../../renderer/state/lookup.svelte.js';

/** A question that is answered when the test says so. */
function question(): { ask: () => Promise<Result<string>>; answer: (value: string) => void; asked: () => boolean } {
  let resolve: (result: Result<string>) => void = () => undefined;
  let asked = false;
  const result = new Promise<Result<string>>((done) => (resolve = done));
  return {
    ask: () => {
      asked = true;
      return result;
    },
    answer: (value) => resolve({ ok: true, value }),
    asked: () => asked,
  };
}

describe('a look-up', () => {
  test('asks one question at a time, and of those that wait the latest alone', async () => {
    const lookup = new Lookup<string>();
    const [first, second, third] = [question(), question(), question()];
    lookup.ask(first.ask);
    await vi.waitFor(() => expect(first.asked()).toBe(true));
    lookup.ask(second.ask);
    lookup.ask(third.ask);
    first.answer('first');
    await vi.waitFor(() => expect(third.asked()).toBe(true));
    expect(second.asked()).toBe(false);
    third.answer('third');
    await vi.waitFor(() => expect(lookup.busy).toBe(false));
    expect(lookup.value).toBe('third');
  });

  test('that was cleared forgets an answer that comes late', async () => {
    const lookup = new Lookup<string>();
    const late = question();
    lookup.ask(late.ask);
    await vi.waitFor(() => expect(late.asked()).toBe(true));
    lookup.clear();
    late.answer('late');
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(lookup.value).toBeUndefined();
    expect(lookup.busy).toBe(false);
  });

  test('keeps the error of the last question', async () => {
    const lookup = new Lookup<string>();
    lookup.ask(() => Promise.resolve({ ok: false, error: { code: 'not-found', message: 'Gone.', hint: '' } }));
    await vi.waitFor(() => expect(lookup.error?.code).toBe('not-found'));
    expect(lookup.value).toBeUndefined();
  });
});
