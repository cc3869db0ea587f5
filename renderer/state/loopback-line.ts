/// <reference types="vite/client" />
import type { Line } from '../../shared/contract/bridge.js';
import { codeHeader, codeMark, keyHeader } from '../../shared/contract/loopback.js';
import type { EventName } from '../../shared/contract/names.js';

/**
 * The way to the loopback host that has served this page. It holds from the first answer to the
 * first loss: whatever answers at this address later may be another program, and is sent nothing.
 */
export class LoopbackLine implements Line {
  private readonly listeners = new Map<EventName, Set<(data: unknown) => void>>();
  private readonly ending = new AbortController();
  /** The key of the run, in this page's memory alone; settles once the events have begun. */
  private readonly key: Promise<string>;

  constructor(private readonly onEnd: (why: 'lost' | 'no-key') => void) {
    this.key = this.begin();
    // Whoever calls is told; that nobody has called yet is no error of its own.
    this.key.catch(() => undefined);
    // An address typed over this one differs in its end alone, for which a browser loads no page.
    window.addEventListener('hashchange', () => {
      if (window.location.hash.startsWith(codeMark)) window.location.reload();
    });
  }

  async invoke(name: string, input: unknown): Promise<unknown> {
    const key = await this.key;
    const response = await this.ask(`calls/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', [keyHeader]: key },
      body: JSON.stringify(input),
    });
    if (!response.ok) throw new Error(`the local server said ${response.status}`);
    return (await response.json()) as unknown;
  }

  listen(name: EventName, listener: (data: unknown) => void): () => void {
    const own = this.listeners.get(name) ?? new Set();
    this.listeners.set(name, own.add(listener));
    return () => own.delete(listener);
  }

  /** A browser does not tell where a dropped file lies. */
  readonly pathOf = (): undefined => undefined;

  private async begin(): Promise<string> {
    const key = await this.takeKey();
    const events = await this.ask('events', { headers: { [keyHeader]: key } });
    if (!events.ok || events.body === null) throw this.end('no-key');
    keepForReload(key);
    this.follow(events.body.getReader()).catch(() => undefined);
    return key;
  }

  private async takeKey(): Promise<string> {
    const code = takeCode();
    if (code === undefined) {
      const kept = keptForReload();
      if (kept === undefined) throw this.end('no-key');
      return kept;
    }
    const response = await this.ask('key', { method: 'POST', headers: { [codeHeader]: code } });
    if (!response.ok) throw this.end('no-key');
    return ((await response.json()) as { key: string }).key;
  }

  /** Hands events out until the stream ends, and with it the program that has sent them. */
  private async follow(stream: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
    const decoder = new TextDecoder();
    let text = '';
    try {
      for (let part = await stream.read(); !part.done; part = await stream.read()) {
        text += decoder.decode(part.value, { stream: true });
        const events = text.split('\n\n');
        text = events.pop() ?? '';
        for (const event of events) this.handOut(event);
      }
    } finally {
      this.end('lost');
    }
  }

  private handOut(event: string): void {
    if (!event.startsWith('data: ')) return;
    const { name, data } = JSON.parse(event.slice('data: '.length)) as { name: EventName; data: unknown };
    for (const listener of this.listeners.get(name) ?? []) listener(data);
  }

  /** Nothing is sent once the line has ended, and what is under way is given up. */
  private async ask(path: string, init: RequestInit): Promise<Response> {
    this.ending.signal.throwIfAborted();
    try {
      return await fetch(path, { ...init, cache: 'no-store', credentials: 'omit', signal: this.ending.signal });
    } catch (error) {
      throw this.end('lost', error);
    }
  }

  private end(why: 'lost' | 'no-key', cause?: unknown): Error {
    this.ending.abort();
    this.onEnd(why);
    return new Error('the connection has ended', { cause });
  }
}

/** The code of the address that was opened, which is then taken out of the address and the history. */
function takeCode(): string | undefined {
  const { hash, pathname } = window.location;
  if (!hash.startsWith(codeMark)) return undefined;
  window.history.replaceState(null, '', pathname);
  return hash.slice(codeMark.length);
}

const reloadItem = 'engram-key';

/** Only while the page is served from its source, where each change of the services loads it again. */
function keepForReload(key: string): void {
  if (import.meta.hot) window.sessionStorage.setItem(reloadItem, key);
}

function keptForReload(): string | undefined {
  return import.meta.hot ? (window.sessionStorage.getItem(reloadItem) ?? undefined) : undefined;
}
