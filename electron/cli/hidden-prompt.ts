import { at } from '../../shared/domain/at.js';
import type { InputStream, OutputStream } from './terminal.js';

const enter = ['\r', '\n'];
const erase = ['\u007f', '\b'];
const cancel = ['\u0003', '\u0004'];

/**
 * Asks for lines that are not shown while they are typed. The terminal's echo is off from creation
 * until `close`, so nothing shows of what is typed between two questions either.
 */
export class HiddenPrompt {
  private typed: string[] = [];
  /** What was typed or pasted ahead, a character an entry. */
  private ahead: string[] = [];
  private ended = false;
  private answer: ((line: string | undefined) => void) | undefined;

  constructor(
    private readonly input: InputStream,
    private readonly output: OutputStream,
    signal: AbortSignal,
  ) {
    signal.addEventListener('abort', this.end, { once: true });
    input.setEncoding('utf8');
    input.setRawMode?.(true);
    input.on('data', this.receive).on('end', this.end);
    input.resume();
  }

  /** The line that is typed; undefined on Ctrl-C, Ctrl-D, the input's end or an abort. */
  ask(question: string): Promise<string | undefined> {
    this.output.write(question);
    return new Promise((resolve) => {
      this.answer = resolve;
      this.read();
    });
  }

  close(): void {
    this.input.off('data', this.receive).off('end', this.end);
    this.input.setRawMode?.(false);
    this.input.pause();
  }

  private readonly receive = (chunk: Buffer | string): void => {
    this.ahead.push(...chunk.toString());
    this.read();
  };

  private readonly end = (): void => {
    this.ended = true;
    this.read();
  };

  private read(): void {
    while (this.answer !== undefined && this.ahead.length > 0) {
      this.take(at(this.ahead.splice(0, 1), 0));
    }
    if (this.ended) {
      this.finish(undefined);
    }
  }

  private take(character: string): void {
    if (enter.includes(character)) {
      this.finish(this.typed.join(''));
    } else if (cancel.includes(character)) {
      this.finish(undefined);
    } else if (erase.includes(character)) {
      this.typed.pop();
    } else if (character >= ' ') {
      this.typed.push(character);
    }
  }

  private finish(line: string | undefined): void {
    this.typed = [];
    const answer = this.answer;
    this.answer = undefined;
    if (answer !== undefined) {
      this.output.write('\n');
      answer(line);
    }
  }
}
