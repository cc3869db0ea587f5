import type { Result } from '../domain/error.js';
import type { CallOutput, ParsedInput } from './calls.js';
import type { EventData } from './events.js';
import type { CallName, EventName } from './names.js';

/** One handler a call, written once and attached to whatever transport there is. */
export type Handlers = { readonly [Name in CallName]: (input: ParsedInput<Name>) => Promise<Result<CallOutput<Name>>> };

/** Hands events to every window there is. */
export type Publish = <Name extends EventName>(name: Name, data: EventData<Name>) => void;
