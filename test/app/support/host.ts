import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { controlImages } from '../../../electron/engine/controls/control-images.js';
import { writeNpy } from '../../e2e/support/npy.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** A folder for everything that an app keeps, with images to audit on. */
export class AppFolder {
  readonly path = mkdtempSync(join(tmpdir(), 'engram-app-'));

  static async create(images = 200): Promise<AppFolder> {
    const folder = new AppFolder();
    mkdirSync(folder.in('temporary'));
    await writeNpy(folder.in('images.npy'), await controlImages(images, 777));
    return folder;
  }

  in(name: string): string {
    return join(this.path, name);
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
}

/** The loopback host as `npm run start:browser` starts it, in a process of its own. */
export class Host {
  private constructor(
    readonly process: ChildProcess,
    /** Works once. */
    readonly address: string,
    private readonly spoken: () => string,
  ) {}

  static async start(folder: AppFolder, command: readonly string[] = []): Promise<Host> {
    const [program, ...parameters] = [...command, process.execPath, '--import', 'tsx', join(root, 'electron/server/main.ts')];
    const child = spawn(program, parameters, {
      cwd: root,
      env: {
        ...process.env,
        ENGRAM_DATA: folder.in('data'),
        ENGRAM_CACHE: folder.in('cache'),
        ENGRAM_REGISTER: folder.in('register'),
        TMPDIR: folder.in('temporary'),
      },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    let said = '';
    const address = await new Promise<string>((resolve, reject) => {
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        said += text;
        const found = /http:\S+/.exec(said)?.[0];
        if (found !== undefined) resolve(found);
      });
      child.once('exit', (code) => reject(new Error(`The host ended with ${code}: ${said}`)));
    });
    return new Host(child, address, () => said);
  }

  get origin(): string {
    return new URL(this.address).origin;
  }

  /** Types a line into the terminal that started the host, and waits for what it then says; gives that. */
  async type(line: string, answer: RegExp): Promise<string> {
    const before = this.spoken().length;
    this.process.stdin?.write(`${line}\n`);
    return this.hears(answer, before);
  }

  /** What the host says in its terminal once it matches. */
  async hears(wanted: RegExp, from = 0): Promise<string> {
    for (;;) {
      const found = wanted.exec(this.spoken().slice(from))?.[0];
      if (found !== undefined) return found;
      await wait(20);
    }
  }

  /** Another address, for a page that was loaded again or is a second one. */
  newAddress(): Promise<string> {
    return this.type('', /http:\S+/);
  }

  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    const ended = new Promise((resolve) => this.process.once('exit', resolve));
    this.process.kill(signal);
    await ended;
  }
}
