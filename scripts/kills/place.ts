import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { command, type Ended, type Given } from './command-line.js';

/** The made-up text that is audited for: nothing on disk may hold it. */
export const privateText = 'QJXV';
const passphrase = 'a kestrel over nine wet fields';

/** A register, with all that audits and evidence need beside it, in a temporary folder. */
export class Place {
  private readonly folder = mkdtempSync(join(tmpdir(), 'engram-kills-'));
  private readonly passphraseFile: string;

  private constructor(private readonly program: string) {
    mkdirSync(this.in('temporary'));
    this.passphraseFile = this.write('passphrase', passphrase);
  }

  static async setUp(program: string): Promise<Place> {
    const place = new Place(program);
    place.require(await place.run(['register', 'set-up', '--new-passphrase-fd', '3'], { secrets: [place.passphraseFile] }));
    return place;
  }

  in(name: string): string {
    return join(this.folder, name);
  }

  write(name: string, content: string): string {
    writeFileSync(this.in(name), content, { mode: 0o600 });
    return this.in(name);
  }

  /** A command that opens the register; `secret` is a file that the command reads from descriptor 4. */
  async record(argv: readonly string[], { secret, killAfter }: { secret?: string; killAfter?: number } = {}): Promise<Ended> {
    const secrets = [this.passphraseFile, ...(secret === undefined ? [] : [secret])];
    return this.run([...argv, '--passphrase-fd', '3', ...(secret === undefined ? [] : ['--secret-fd', '4'])], { secrets, killAfter });
  }

  run(argv: readonly string[], given: Pick<Given, 'secrets' | 'killAfter'> = {}): Promise<Ended> {
    const environment = { ENGRAM_REGISTER: this.in('register'), ENGRAM_CACHE: this.in('cache'), TMPDIR: this.in('temporary') };
    return command({ program: this.program, argv, environment, ...given });
  }

  /** The last event of a command that has to succeed. */
  require(ended: Ended): Record<string, unknown> {
    if (ended.code !== 0) throw new Error(`A command that should succeed ended with ${ended.code}: ${ended.stdout}${ended.stderr}`);
    return lastEvent(ended);
  }

  /** Files below that hold the private text; what tells the commands themselves is left out. */
  holding(): string[] {
    const own = new Set([this.passphraseFile, this.in('secrets.json')]);
    return filesBelow(this.folder).filter((path) => !own.has(path) && readFileSync(path).includes(privateText));
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
}

/** The id by which the register knows the audit that a command has ended. */
export function auditIn(event: Record<string, unknown>): string {
  return z.object({ outcome: z.object({ record: z.object({ id: z.string() }) }) }).parse(event).outcome.record.id;
}

export function lastEvent({ stdout }: Ended): Record<string, unknown> {
  return JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '{}') as Record<string, unknown>;
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile());
}
