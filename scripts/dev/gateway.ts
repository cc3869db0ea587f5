import { request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Plugin } from 'vite';
import { codeHeader, codeMark, keyHeader } from '../../shared/contract/loopback.js';
import { refusalOf } from '../../electron/server/guard.js';
import { headerOf } from '../../electron/server/request-header.js';
import { Session } from '../../electron/server/session.js';
import type { Place } from './services.js';

/**
 * Lets in whoever opens the address that `npm run dev` prints, as the loopback host does, and hands the
 * window's calls and events on to the services, which may be others after each change.
 */
export function gateway(port: number, place: () => Promise<Place>): Plugin & { readonly address: string } {
  const session = new Session();
  const host = `127.0.0.1:${port}`;
  const respond = (asked: IncomingMessage, response: ServerResponse, next: () => void): void => {
    const refusal = refusalOf(asked, host);
    if (refusal !== undefined) return say(response, 403, `Refused: the request ${refusal}.`);
    const url = new URL(asked.url ?? '/', `http://${host}`);
    if (url.pathname === '/key') {
      const key = session.redeem(headerOf(asked, codeHeader));
      if (key === undefined) return say(response, 401, 'This address was used before.');
      response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify({ key }));
      return;
    }
    if (url.pathname !== '/events' && !url.pathname.startsWith('/calls/')) return next();
    if (!session.isOpenTo(headerOf(asked, keyHeader))) return say(response, 401, 'Open the address that "npm run dev" has printed.');
    place().then(
      (found) => handOn(asked, response, found),
      (error: unknown) => say(response, 502, String(error)),
    );
  };
  return {
    name: 'engram-gateway',
    address: `http://${host}/${codeMark}${session.issue()}`,
    configureServer: ({ middlewares }) => void middlewares.use(respond),
  };
}

/** The services see a request of their own page. */
function handOn(asked: IncomingMessage, response: ServerResponse, { origin, key }: Place): void {
  const { host } = new URL(origin);
  const sent = request(
    `${origin}${asked.url ?? '/'}`,
    { method: asked.method, headers: { ...asked.headers, host, [keyHeader]: key, ...(asked.headers.origin && { origin }) } },
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
