/** What Electron 22 lacks, each with the version that makes it unnecessary. */
import { app, Protocol, type Session, type WebContents } from 'electron';

type Answer = (request: { url: string; method: string; headers: Headers }) => Promise<Response>;

/** Node 18 has a Response; this is as much of one as a protocol's handler makes. */
class SmallResponse {
  readonly status: number;
  readonly headers: Record<string, string>;

  constructor(
    readonly body: string | Uint8Array,
    options: { status?: number; headers?: Record<string, string> } = {},
  ) {
    this.status = options.status ?? 200;
    this.headers = options.headers ?? {};
  }
}
