import { request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Plugin } from 'vite';
import { refusalOf } from '../../electron/server/guard.js';
import { Session } from '../../electron/server/session.js';
import type { Place } from './services.js';

/**
 * Lets in whoever opens the address that `npm run dev` prints, as the loopback host does, and hands the
 * window's calls and events on to the services, which may be others after each change.
 */
export function gateway(port: number, place: () => Promise<Place>): Plugin & { readonly address: string } {
  const session = new Session(port);
  const respond = (asked: IncomingMessage, response: ServerResponse, next: () => void): void => {
    const refusal = refusalOf(asked, port);
    if (refusal !== undefined) return say(response, 403, `Refused: the request ${refusal}.`);
    const url = new URL(asked.url ?? '/', `http://127.0.0.1:${port}`);
    const token = url.searchParams.get('token');
    if (token !== null && url.pathname === '/') {
      const cookie = session.redeem(token);
      if (cookie === undefined) return say(response, 401, 'This address was used before.');
      response.writeHead(303, { 'Set-Cookie': cookie, Location: '/' }).end();
      return;
    }
    if (!session.isOpenTo(asked.headers.cookie)) return say(response, 401, 'Open the address that "npm run dev" has printed.');
    if (url.pathname !== '/events' && !url.pathname.startsWith('/calls/')) return next();
    place().then(
      (found) => handOn(asked, response, found),
      (error: unknown) => say(response, 502, String(error)),
    );
  };
  return {
    name: 'engram-gateway',
    address: session.address,
    configureServer: ({ middlewares }) => void middlewares.use(respond),
  };
}

/** The services see a request of their own page. */
function handOn(asked: IncomingMessage, response: ServerResponse, { origin, cookie }: Place): void {
  const { host } = new URL(origin);
  const sent = request(
    `${origin}${asked.url ?? '/'}`,
    { method: asked.method, headers: { ...asked.headers, host, cookie, ...(asked.headers.origin && { origin }) } },
    (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    },
  );
  sent.once('error', (error) => (response.headersSent ? response.destroy() : say(response, 502, error.message)));
  response.once('close', () => sent.destroy());
  asked.pipe(sent);
}

function say(response: ServerResponse, status: number, message: string): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' }).end(`${message}\n`);
}
