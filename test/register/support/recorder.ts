import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const keyFile = join(root, 'test/fixtures/register/recovery-ec.key.pem');
const bundle = join(root, '.cache', `register-recorder-${process.pid}.mjs`);

/** Makes one file of the recorder, so that it starts in a tenth of the time; returns its path. */
export async function bundleRecorder(): Promise<string> {
  const entry = fileURLToPath(new URL('../probe/recorder.ts', import.meta.url));
  // Neither a native library nor one that looks for Node's own as it runs can be bundled; .cache lies where Node finds them.
  await build({
    entryPoints: [entry],
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile: bundle,
    external: ['fs-native-extensions', 'node-forge'],
    logLevel: 'error',
  });
  return bundle;
}

/** A process that records audits; see the probe. */
export class Recorder {
  readonly ended: Promise<number | null>;
  errors = '';
  private readonly child: ChildProcess;
  private output = '';

  constructor(path: string, name: string, count: number) {
    this.child = spawn(process.execPath, [bundle, path, keyFile, name, String(count)], { stdio: ['ignore', 'pipe', 'pipe'] });
    this.child.stdout?.setEncoding('utf8').on('data', (part: string) => (this.output += part));
    this.child.stderr?.setEncoding('utf8').on('data', (part: string) => (this.errors += part));
    this.ended = new Promise((resolve) => this.child.once('close', resolve));
  }

  /** What it has said, a deed and an identifier a line; a line that is still being written is left out. */
  get said(): [deed: string, id: string][] {
    return this.output
      .split('\n')
      .slice(0, -1)
      .map((line): [string, string] => [line.split(' ')[0], line.split(' ')[1] ?? '']);
  }

  /** Waits until it has said so many lines. */
  async until(lines: number): Promise<void> {
    while (this.said.length < lines) {
      if (this.child.exitCode !== null) throw new Error(`The recorder ended before its line ${lines}: ${this.errors}`);
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
  }

  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.ended;
  }
}
