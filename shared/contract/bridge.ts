import { callNames, eventNames, type CallName, type EventName } from './names.js';

/**
 * What a window is given of the world outside: one method a call, one subscription an event, and
 * nothing else. Data are unchecked here; both ends parse what they receive.
 */
export interface Bridge {
  readonly calls: Readonly<Record<CallName, (input: unknown) => Promise<unknown>>>;
  /** Each returns the function that ends the subscription. */
  readonly events: Readonly<Record<EventName, (listener: (data: unknown) => void) => () => void>>;
  /** The path of a file that was dropped on the window; undefined where the system does not tell. */
  readonly pathOf: (file: unknown) => string | undefined;
}

/** The ends of a transport, from which a bridge is made. */
export interface Line {
  invoke(name: CallName, input: unknown): Promise<unknown>;
  listen(name: EventName, listener: (data: unknown) => void): () => void;
  pathOf(file: unknown): string | undefined;
}

/** Where the preload puts its bridge: `window.engram`. */
export const bridgeKey = 'engram';

export function createBridge(line: Line): Bridge {
  return {
    calls: table(callNames, (name) => (input: unknown) => line.invoke(name, input)),
    events: table(eventNames, (name) => (listener: (data: unknown) => void) => line.listen(name, listener)),
    pathOf: (file) => line.pathOf(file),
  };
}

function table<Name extends string, Value>(names: readonly Name[], make: (name: Name) => Value): Record<Name, Value> {
  return Object.fromEntries(names.map((name) => [name, make(name)])) as Record<Name, Value>;
}
