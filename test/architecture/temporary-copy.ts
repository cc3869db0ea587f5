import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { buildPrograms } from '../../scripts/build/programs.js';
import { shippedTarget } from '../../scripts/build/target.js';

const house = fileURLToPath(new URL('../../', import.meta.url));

/** A copy of the house in which a test adds to a table, and asks the app what became of it. */
export class TemporaryCopy {
  readonly folder = mkdtempSync(join(tmpdir(), 'engram-house-'));

  constructor() {
    for (const part of ['electron', 'shared', 'resources', 'package.json', 'tsconfig.json']) {
      cpSync(join(house, part), join(this.folder, part), { recursive: true });
    }
    symlinkSync(join(house, 'node_modules'), join(this.folder, 'node_modules'), 'junction');
  }

  /** Copies a folder to a place where nothing is. */
  addFolder(from: string, to: string): void {
    cpSync(from, join(this.folder, to), { recursive: true, errorOnExist: true, force: false });
  }

  /** Puts `text` in front of, or behind, what stands in a file once. */
  addText(file: string, where: 'before' | 'after', place: string, text: string): void {
    const path = join(this.folder, file);
    const parts = readFileSync(path, 'utf8').split(place);
    if (parts.length !== 2) throw new Error(`${file} has "${place}" ${parts.length - 1} times where it belongs once.`);
    writeFileSync(path, parts.join(where === 'before' ? text + place : place + text));
  }

  /** Compiles the command line and the engine, for `engram`. */
  async compile(): Promise<void> {
    const entries = ['electron/cli/main.ts', 'electron/worker/process/entry.ts'];
    await buildPrograms({ ...shippedTarget, source: this.folder, folder: join(this.folder, 'compiled'), entries });
  }

  /** What the app in the copy says to a command line, whether it takes it or refuses it. */
  engram(command: readonly string[]): Promise<string> {
    return this.node([join(this.folder, 'compiled/electron/cli/main.js'), ...command]);
  }

  /** What a module in the root of the copy, given as text, prints. */
  evaluate(text: string): Promise<string> {
    return this.node(['--import', 'tsx', '--input-type=module', '--eval', text]);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async node(command: readonly string[]): Promise<string> {
    const ended = promisify(execFile)(process.execPath, command, { cwd: this.folder });
    const { stdout, stderr } = await ended.catch((error: unknown) => error as { stdout: string; stderr: string });
    return stdout + stderr;
  }
}
