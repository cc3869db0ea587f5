import type { IncomingMessage } from 'node:http';

/** A header that was sent once; undefined where it was not, or more often. */
export function headerOf({ headers: sent }: IncomingMessage, name: string): string | undefined {
  const value = sent[name];
  return typeof value === 'string' ? value : undefined;
}
