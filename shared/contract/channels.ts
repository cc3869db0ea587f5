import type { CallName, EventName } from './names.js';

/** What Electron's two sides call the lines on which a call and an event travel. */
export function callChannel(name: CallName): string {
  return `engram:call:${name}`;
}

export function eventChannel(name: EventName): string {
  return `engram:event:${name}`;
}

/** On which the desktop's preload says where a dropped file lies. */
export const droppedChannel = 'engram:dropped';
