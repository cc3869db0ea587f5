import { wrap } from './wrap.js';

/** Columns that human text keeps to on any terminal. */
export const textWidth = 100;

/** Where the command line writes: results on stdout, everything about the work on stderr. */
export class Terminal {
  readonly colour: boolean;

  constructor(
    private readonly stdout: NodeJS.WriteStream,
    readonly stderr: NodeJS.WriteStream,
    environment: NodeJS.ProcessEnv,
  ) {
    this.colour = stderr.isTTY && !environment.NO_COLOR && environment.TERM !== 'dumb';
    // A reader that has seen enough ("| head") is no failure of ours.
    for (const stream of [stdout, stderr]) {
      stream.on('error', (error: NodeJS.ErrnoException) => {
        if (error.code !== 'EPIPE') {
          throw error;
        }
      });
    }
  }

  /** Whether a line on stderr can be drawn over. */
  get live(): boolean {
    return this.stderr.isTTY;
  }

  out(line: string): void {
    this.stdout.write(`${line}\n`);
  }

  raw(text: string): void {
    this.stdout.write(text);
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
