import { createReadStream } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { attach, type Answer, type Receiver } from '../services/attach.js';
import type { App } from '../services/app.js';
import { rendererFile } from '../services/shell/renderer-files.js';
import { securityHeaders } from '../services/shell/security-headers.js';
import type { EventStream } from './event-stream.js';
import { refusalOf } from './guard.js';
import { readBody } from './request-body.js';
import { Session } from './session.js';

export interface LoopbackOptions {
  readonly app: App;
  readonly events: EventStream;
  /** Folder of the built page. */
  readonly pageFolder: string;
  /** Left out, any free one. */
  readonly port?: number;
}

const headers = securityHeaders("'self'");

/** The app in a local browser: its page, its calls and its events, on this machine's loopback alone. */
export class LoopbackServer implements Receiver {
  private readonly answers = new Map<string, Answer>();

  private constructor(
    private readonly server: Server,
    private readonly options: LoopbackOptions,
    private readonly session: Session,
    private readonly port: number,
  ) {}

  static async start(options: LoopbackOptions): Promise<LoopbackServer> {
    const server = createServer();
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(options.port ?? 0, '127.0.0.1', resolve);
    });
    const { port } = server.address() as AddressInfo;
    const loopback = new LoopbackServer(server, options, new Session(port), port);
    attach(options.app.handlers, loopback);
    server.on('request', (request, response) => {
      loopback.respond(request, response).catch(() => response.destroy());
    });
    return loopback;
  }

  /** Where to open it: once. */
  get address(): string {
    return this.session.address;
  }

  handle(name: string, answer: Answer): void {
    this.answers.set(name, answer);
  }

  async close(): Promise<void> {
    this.options.events.close();
    const closed = new Promise((resolve) => this.server.close(resolve));
    this.server.closeAllConnections();
    await closed;
  }

  private async respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const refusal = refusalOf(request, this.port);
    if (refusal !== undefined) return refuse(response, 403, `Refused: the request ${refusal}.`);
    const url = new URL(request.url ?? '/', `http://127.0.0.1:${this.port}`);
    const token = url.searchParams.get('token');
    if (token !== null && url.pathname === '/') return this.admit(token, response);
    if (!this.session.isOpenTo(request.headers.cookie)) {
      return refuse(
        response,
        401,
        'Open the address that was printed when Engram was started. It works once; start Engram again for a new one.',
      );
    }
    if (url.pathname.startsWith('/calls/')) return this.answer(url.pathname.slice('/calls/'.length), request, response);
    if (url.pathname === '/events') return this.options.events.add(response);
    return this.sendFile(url.pathname, response);
  }

  private admit(token: string, response: ServerResponse): void {
    const cookie = this.session.redeem(token);
    if (cookie === undefined) return refuse(response, 401, 'This address was used before. Start Engram again for a new one.');
    response.writeHead(303, { ...headers, 'Set-Cookie': cookie, Location: '/' }).end();
  }

  private async answer(name: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const answer = this.answers.get(name);
    const isJson = request.headers['content-type'] === 'application/json';
    if (answer === undefined || request.method !== 'POST' || !isJson) return refuse(response, 404, 'There is no such call.');
    const body = await readBody(request);
    if (body === undefined) return refuse(response, 400, 'The call is no JSON, or too long.');
    const result = await answer(body.data);
    response.writeHead(200, { ...headers, 'Content-Type': 'application/json' }).end(JSON.stringify(result));
  }

  private async sendFile(pathname: string, response: ServerResponse): Promise<void> {
    const file = await rendererFile(this.options.pageFolder, pathname);
    if (file === undefined) return refuse(response, 404, 'There is no such page.');
    response.writeHead(200, { ...headers, 'Content-Type': file.contentType });
    createReadStream(file.path).pipe(response);
  }
}

function refuse(response: ServerResponse, status: number, message: string): void {
  response.writeHead(status, { ...headers, 'Content-Type': 'text/plain; charset=utf-8' }).end(`${message}\n`);
}
