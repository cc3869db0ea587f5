import type { IncomingMessage } from 'node:http';

const largestBody = 96 * 1024 * 1024;

/** The JSON of a request's body; undefined where it is none, or too long. */
export async function readBody(request: IncomingMessage): Promise<{ readonly data: unknown } | undefined> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > largestBody) return undefined;
    parts.push(part);
  }
  try {
    return { data: JSON.parse(Buffer.concat(parts).toString('utf8')) };
  } catch {
    return undefined;
  }
}
