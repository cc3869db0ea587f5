/** What Electron 22 lacks, each with the version that makes it unnecessary. */
import { app, safeStorage } from 'electron';

/** As much of a Response as a protocol's handler makes; Node 18 has a whole one. */
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
Object.assign(globalThis, { Response: SmallResponse });

type Handler = (request: { url: string; method: string }) => Promise<SmallResponse>;

app.on('session-created', ({ protocol }) => {
  // Electron 25.
  Object.assign(protocol, {
    handle(scheme: string, handler: Handler) {
      protocol.registerBufferProtocol(scheme, ({ url, method }, answer) => {
        void handler({ url, method }).then(({ status, headers, body }) =>
          answer({ statusCode: status, headers, mimeType: headers['Content-Type']?.split(';')[0], data: Buffer.from(body) }),
        );
      });
    },
  });
});

app.on('web-contents-created', (_event, contents) => {
  // Electron 25: the URL is a property of the event, as later versions have it.
  for (const name of ['will-navigate', 'will-redirect'] as const) {
    contents.on(name as 'will-navigate', (details, url) => {
      Object.assign(details, { url });
    });
  }
});

// Electron 27.
Object.assign(safeStorage, { getSelectedStorageBackend: () => 'unknown' });
