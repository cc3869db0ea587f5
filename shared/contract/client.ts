import { resultSchema, type Result } from '../domain/error.js';
import { failed } from '../words/errors.js';
import type { Bridge } from './bridge.js';
import { calls, type CallInput, type CallOutput } from './calls.js';
import { events, type EventData } from './events.js';
import type { CallName, EventName } from './names.js';

/** The typed side of a bridge: what the rest of a window works with. */
export interface Client {
  /** Never rejects: a transport that breaks is an error like any other. */
  call<Name extends CallName>(name: Name, input: CallInput<Name>): Promise<Result<CallOutput<Name>>>;
  /** Returns the function that ends the subscription. */
  on<Name extends EventName>(name: Name, listener: (data: EventData<Name>) => void): () => void;
  pathOf(file: unknown): string | undefined;
}

/** Parses whatever arrives over `bridge`, as neither side trusts the other's types. */
export function createClient(bridge: Bridge): Client {
  return {
    async call(name, input) {
      const { output } = calls[name];
      try {
        const result = resultSchema.parse(await bridge.calls[name](input));
        return result.ok ? { ok: true, value: output.parse(result.value) as CallOutput<typeof name> } : result;
      } catch (error) {
        return failed('connection-lost', { fault: 'no-answer', name, reason: error instanceof Error ? error.message : String(error) });
      }
    },
    on: (name, listener) => bridge.events[name]((data) => listener(events[name].parse(data) as EventData<typeof name>)),
    pathOf: (file) => bridge.pathOf(file),
  };
}
