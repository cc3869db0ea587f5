import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { AuditSpecInput } from '../../../shared/domain/audit-spec.js';
import { runCommandLine } from '../../../electron/cli/command-line.js';
import { controlImages } from '../../../electron/engine/controls/control-images.js';
import type { Control } from '../../../electron/engine/controls/control.js';
import { compiledEngine } from '../../support/compiled.js';
import { writeNpy } from './npy.js';

/** Seed of the images that tests audit with; not the one that the shipped controls learned from. */
const imageSeed = 777;

export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The model of a shipped control: it takes 28 x 28 images of digits and gives ten logits. */
export function controlModel(name: Control['name']): AuditSpecInput['model'] {
  return { path: fileURLToPath(new URL(`../../../resources/controls/${name}/model.onnx`, import.meta.url)), output: 'logits' };
}

/** The feature that was planted in half of the controls. */
export const plantedFeature: Extract<AuditSpecInput['feature'], { kind: 'text' }> = {
  kind: 'text',
  template: '{letters:4}',
  typography: { font: '5x5' },
  placement: { anchor: 'bottom-left', margin: [1, 1] },
};

/** A folder with all that audits need and leave: images, specs, results, register (absent until set up), cache and temporary files. */
export class AuditFolder {
  readonly path = mkdtempSync(join(tmpdir(), 'engram-e2e-'));
  private readonly environment = {
    ENGRAM_CACHE: process.env.ENGRAM_CACHE,
    ENGRAM_REGISTER: process.env.ENGRAM_REGISTER,
    TMPDIR: process.env.TMPDIR,
  };
  private specs = 0;

  private constructor() {
    process.env.ENGRAM_CACHE = this.in('cache');
    process.env.ENGRAM_REGISTER = this.in('register');
    process.env.TMPDIR = this.in('temporary');
    mkdirSync(this.in('temporary'));
  }

  /** With `images.npy`, as many digits as asked for. */
  static async create(images = 300): Promise<AuditFolder> {
    const folder = new AuditFolder();
    await writeNpy(folder.in('images.npy'), await controlImages(images, imageSeed));
    return folder;
  }

  in(name: string): string {
    return join(this.path, name);
  }

  write(name: string, content: string | Uint8Array): string {
    writeFileSync(this.in(name), content);
    return this.in(name);
  }

  /** Arguments of an audit of this spec and text; results go to the folder `out`. */
  audit(spec: unknown, secrets: { readonly text?: string; readonly seed?: number }, out: string): string[] {
    const number = this.specs++;
    const specFile = this.write(`spec-${number}.json`, JSON.stringify(spec));
    const secretsFile = this.write(`secrets-${number}.json`, JSON.stringify({ schema: 'engram.secrets/1', seed: 5, ...secrets }));
    return ['audit', specFile, '--secrets', secretsFile, '--out', this.in(out), '--threads', '1'];
  }

  remove(): void {
    Object.assign(process.env, this.environment);
    for (const [name, value] of Object.entries(this.environment)) if (value === undefined) Reflect.deleteProperty(process.env, name);
    // A killed command's loader may still be writing its own files.
    rmSync(this.path, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
}

/** A small quick audit of a shipped control for the planted feature; parts can be replaced. */
export function smallSpec(changes: Partial<AuditSpecInput> = {}): AuditSpecInput {
  return {
    schema: 'engram.audit-spec/1',
    model: controlModel('dense-planted'),
    feature: plantedFeature,
    label: 3,
    hosts: { source: 'path', path: 'images.npy' },
    ...changes,
    method: { hosts: 32, strings: 99, batchSize: 32, ...changes.method },
  };
}

/** Runs a command line within this process; its engine, compiled, runs in a process of its own. */
export async function run(argv: readonly string[]): Promise<Ended> {
  const [input, output, errors] = [new PassThrough(), new PassThrough(), new PassThrough()];
  input.end();
  const written = Promise.all([text(output), text(errors)]);
  const code = await runCommandLine(argv, { entry: compiledEngine() }, { input, output, errors });
  output.end();
  errors.end();
  const [stdout, stderr] = await written;
  return { code, stdout, stderr };
}

/** The events that a command wrote with --json. */
export function eventsOf({ stdout }: Pick<Ended, 'stdout'>): Record<string, unknown>[] {
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}
