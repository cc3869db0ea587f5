import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { codeHeader, codeMark } from '../../shared/contract/loopback.js';

const entry = fileURLToPath(new URL('services-entry.ts', import.meta.url));

/** Where the services answer, and the key that lets this program ask them. */
export interface Place {
  readonly origin: string;
  readonly key: string;
}

/** The services in a process of their own, which can be started anew. */
export class Services {
  private child?: ChildProcess;
  /** Settles when the services answer; a failed start is told by whoever asks. */
  private started: Promise<Place>;

  constructor() {
    this.started = this.start();
  }

  /** @throws Error when they did not start */
  get place(): Promise<Place> {
    return this.started;
  }

  /** Ends them, keeping what was measured, and starts them from the source as it is now. */
  async restart(): Promise<void> {
    this.started = this.stop().then(() => this.start());
    await this.started.catch(() => undefined);
  }

  async stop(): Promise<void> {
    const { child } = this;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
  }

  private async start(): Promise<Place> {
    const child = spawn(process.execPath, ['--import', 'tsx', entry], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    this.child = child;
    const address = await new Promise<string>((resolve, reject) => {
      child.once('message', (address: string) => resolve(address));
      child.once('exit', (code) => reject(new Error(`The services ended with ${code}; what they said stands above.`)));
    });
    const { origin, hash } = new URL(address);
    const answer = await fetch(`${origin}/key`, { method: 'POST', headers: { origin, [codeHeader]: hash.slice(codeMark.length) } });
    return { origin, ...((await answer.json()) as Pick<Place, 'key'>) };
  }
}
