import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const house = fileURLToPath(new URL('../../', import.meta.url));
/** What is changed in a copy; the rest stands beside it by a link. */
const copied = ['electron', 'shared', 'package.json', 'tsconfig.json'];
const linked = ['node_modules', 'resources'];

/** A copy of the program in which a test may add a row to a table and see what becomes of it. */
export class TemporaryCopy {
  readonly folder = mkdtempSync(join(tmpdir(), 'engram-copy-'));

  constructor() {
    for (const name of copied) cpSync(join(house, name), join(this.folder, name), { recursive: true });
    for (const name of linked) symlinkSync(join(house, name), join(this.folder, name), 'junction');
  }

  /** Writes a new file. */
  add(path: string, text: string): void {
    mkdirSync(dirname(join(this.folder, path)), { recursive: true });
    writeFileSync(join(this.folder, path), text, { flag: 'wx' });
  }

  /** Puts `text` after the first place of `place` in a file; throws where there is none. */
  insertAfter(path: string, place: string, text: string): void {
    const whole = readFileSync(join(this.folder, path), 'utf8');
    const at = whole.indexOf(place);
    if (at < 0) throw new Error(`${path} has no "${place}".`);
    writeFileSync(join(this.folder, path), whole.slice(0, at + place.length) + text + whole.slice(at + place.length));
  }

  /** Runs a module of the copy, given as text, and takes what it prints as JSON. */
  run(text: string): unknown {
    const script = join(this.folder, 'script.ts');
    writeFileSync(script, text);
    return JSON.parse(this.node('script.ts')) as unknown;
  }

  /** What the command line of the copy prints. */
  engram(...args: readonly string[]): string {
    return this.node('electron/cli/main.ts', ...args);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }

  private node(...args: readonly string[]): string {
    return execFileSync(process.execPath, ['--import', 'tsx', ...args], { cwd: this.folder, encoding: 'utf8' });
  }
}
