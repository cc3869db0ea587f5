import { bridgeKey, createBridge, type Bridge } from '../../shared/contract/bridge.js';
import { createClient } from '../../shared/contract/client.js';
import type { EventName } from '../../shared/contract/names.js';

/**
 * The window's one way out: the bridge that a preload has put into `window`, or the loopback host
 * that has served this page.
 */
export const client = createClient(preloadBridge() ?? loopbackBridge());

function preloadBridge(): Bridge | undefined {
  return (window as unknown as Record<string, Bridge | undefined>)[bridgeKey];
}

function loopbackBridge(): Bridge {
  const listeners = new Map<EventName, Set<(data: unknown) => void>>();
  let source: EventSource | undefined;
  const open = (): EventSource => {
    const opened = new EventSource('events');
    opened.onmessage = ({ data }: MessageEvent<string>) => {
      const { name, data: content } = JSON.parse(data) as { name: EventName; data: unknown };
      for (const listener of listeners.get(name) ?? []) listener(content);
    };
    return opened;
  };
  return createBridge({
    async invoke(name, input) {
      const response = await fetch(`calls/${name}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(input),
      });
      if (!response.ok) throw new Error(`the local server said ${response.status}`);
      return (await response.json()) as unknown;
    },
    listen(name, listener) {
      source ??= open();
      const own = listeners.get(name) ?? new Set();
      listeners.set(name, own.add(listener));
      return () => own.delete(listener);
    },
    // A browser does not tell where a dropped file lies.
    pathOf: () => undefined,
  });
}
