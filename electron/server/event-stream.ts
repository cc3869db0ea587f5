import type { ServerResponse } from 'node:http';
import type { Publish } from '../../shared/contract/handlers.js';

const secondsBetweenSigns = 15;

/** Hands events to every window that listens, as server-sent events. */
export class EventStream {
  private readonly listeners = new Set<ServerResponse>();
  private readonly timer: NodeJS.Timeout;

  constructor() {
    // A comment now and then tells both ends that the other one is there.
    this.timer = setInterval(() => this.write(':\n\n'), secondsBetweenSigns * 1000);
    this.timer.unref();
  }

  readonly publish: Publish = (name, data) => this.write(`data: ${JSON.stringify({ name, data })}\n\n`);

  add(response: ServerResponse): void {
    response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
    response.write(':\n\n');
    this.listeners.add(response);
    response.once('close', () => this.listeners.delete(response));
  }

  close(): void {
    clearInterval(this.timer);
    for (const response of this.listeners) response.end();
  }

  private write(text: string): void {
    for (const response of this.listeners) response.write(text);
  }
}
