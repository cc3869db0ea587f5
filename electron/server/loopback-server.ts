import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { codeHeader, codeMark, keyHeader } from '../../shared/contract/loopback.js';
import { words } from '../../shared/words/words.js';
import { refuseShares } from '../services/files/network-share.js';
import { attach, type Answer, type Receiver } from '../services/attach.js';
import type { App } from '../services/app.js';
import { rendererFile } from '../services/shell/renderer-files.js';
import { securityHeaders } from '../services/shell/security-headers.js';
import type { EventStream } from './event-stream.js';
import { refusalOf } from './guard.js';
import { listenOnLoopback } from './loopback-address.js';
import { headerOf } from './request-header.js';
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
const says = words.secrets.loopback;

/** More than a person's windows need, and far fewer than a process may have files open. */
const mostConnections = 100;

/** The app in a local browser: its page, its calls and its events, on this machine's loopback alone. */
export class LoopbackServer implements Receiver {
  private readonly answers = new Map<string, Answer>();
  private readonly session = new Session();

  private constructor(
    private readonly server: Server,
    private readonly options: LoopbackOptions,
    /** With its port. */
    private readonly host: string,
    /** Whether no other program of this machine has used this host. */
    readonly hasOwnHost: boolean,
  ) {}

  static async start(options: LoopbackOptions): Promise<LoopbackServer> {
    const server = createServer();
    server.maxConnections = mostConnections;
    const { host, own } = await listenOnLoopback(server, options.port ?? 0);
    // A connection that could not be accepted, as where descriptors have run out, is that client's loss alone.
    server.on('error', () => undefined);
    const { port } = server.address() as AddressInfo;
    const loopback = new LoopbackServer(server, options, `${host}:${port}`, own);
    attach(options.app.handlers, loopback, refuseShares());
    server.on('request', (request, response) => {
      loopback.respond(request, response).catch(() => response.destroy());
    });
    return loopback;
  }

  /** An address to open in a browser: it works once, and each call gives another one. */
  newAddress(): string {
    return `http://${this.host}/${codeMark}${this.session.issue()}`;
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
    const refusal = refusalOf(request, this.host);
    if (refusal !== undefined) return refuse(response, 403, says.refused(refusal));
    const { pathname } = new URL(request.url ?? '/', `http://${this.host}`);
    if (pathname === '/key') return this.handKeyOver(request, response);
    const isCall = pathname.startsWith('/calls/');
    // The page's own files hold nothing of anybody: whoever has Engram has them.
    if (!isCall && pathname !== '/events') return this.sendFile(pathname, response);
    if (!this.session.isOpenTo(headerOf(request, keyHeader))) return refuse(response, 401, says.noKey);
    if (isCall) return this.answer(pathname.slice('/calls/'.length), request, response);
    return this.options.events.add(response);
  }

  private handKeyOver(request: IncomingMessage, response: ServerResponse): void {
    const key = request.method === 'POST' ? this.session.redeem(headerOf(request, codeHeader)) : undefined;
    if (key === undefined) return refuse(response, 401, says.noKey);
    response.writeHead(200, { ...headers, 'Content-Type': 'application/json' }).end(JSON.stringify({ key }));
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
    const content = await readFile(file.path).catch(() => undefined);
    if (content === undefined) return refuse(response, 503, says.cannotReadPage);
    response.writeHead(200, { ...headers, 'Content-Type': file.contentType }).end(content);
  }
}

function refuse(response: ServerResponse, status: number, message: string): void {
  response.writeHead(status, { ...headers, 'Content-Type': 'text/plain; charset=utf-8' }).end(`${message}\n`);
}
