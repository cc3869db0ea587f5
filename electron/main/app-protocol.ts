import { readFile } from 'node:fs/promises';
import { protocol, type Session } from 'electron';
import { rendererFile } from '../services/shell/renderer-files.js';
import { isRendererUrl, rendererScheme } from '../services/shell/renderer-origin.js';
import { securityHeaders } from '../services/shell/security-headers.js';

/** Before the app is ready: makes app:// an origin like https://, with a content security policy that counts. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: rendererScheme, privileges: { standard: true, secure: true } }]);
}

/** Serves the built renderer in `folder` to the pages of `session`. */
export function serveRenderer(session: Session, folder: string): void {
  session.protocol.handle(rendererScheme, async (request) => {
    const file =
      request.method === 'GET' && isRendererUrl(request.url) ? await rendererFile(folder, new URL(request.url).pathname) : undefined;
    if (file === undefined) {
      return new Response('Not found', { status: 404, headers: securityHeaders("'none'") });
    }
    // A copy, as a Response takes no view of memory that may be shared.
    return new Response(new Uint8Array(await readFile(file.path)), {
      headers: { ...securityHeaders("'none'"), 'Content-Type': file.contentType },
    });
  });
}
