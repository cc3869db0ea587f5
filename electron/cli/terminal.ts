import { systemReason } from '../../shared/words/system-failures.js';
import { exitCodes } from './exit-code.js';
import { wrap } from './wrap.js';

/** Columns that human text keeps to on any terminal. */
export const textWidth = 100;

export interface InputStream extends NodeJS.ReadableStream {
  readonly isTTY?: boolean;
  setRawMode?(raw: boolean): unknown;
}

export interface OutputStream extends NodeJS.WritableStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** What a command line reads and writes: those of this process, or a test's. */
export interface Streams {
  readonly input: InputStream;
  readonly output: OutputStream;
  readonly errors: OutputStream;
}

/** Where the command line writes: results on stdout, everything about the work on stderr. */
export class Terminal {
  readonly colour: boolean;

  constructor(
    private readonly stdout: OutputStream,
    readonly stderr: OutputStream,
    environment: NodeJS.ProcessEnv,
  ) {
    this.colour = this.live && !environment.NO_COLOR && environment.TERM !== 'dumb';
    // A reader that has seen enough ("| head") is no failure of ours.
    stdout.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') this.lost(error);
    });
    stderr.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') process.exit(exitCodes.failure);
    });
  }

  /** Nobody can be told a result any more: one line says why, and the command ends. */
  private lost(error: Error): void {
    this.note(`engram: standard output cannot be written: ${systemReason(error) ?? error.message}.`);
    process.exit(exitCodes.failure);
  }

  /** Whether a line on stderr can be drawn over. */
  get live(): boolean {
    return this.stderr.isTTY === true;
  }

  out(line: string): void {
    this.stdout.write(`${line}\n`);
  }

  note(line: string): void {
    this.stderr.write(`${line}\n`);
  }

  error(message: string, hint: string): void {
    const [start, end] = this.colour ? ['\u001b[31m', '\u001b[0m'] : ['', ''];
    this.note(`${start}engram: ${end}${wrap(message, textWidth)}`);
    this.note(wrap(hint, textWidth));
  }
}
