import type { ErrorData } from '../../../shared/domain/error.js';
import type { Progress } from '../../../shared/domain/progress.js';
import type { Terminal } from '../terminal.js';
import type { Reporter } from './reporter.js';

/** One JSON object a line on stdout, each with its `event`. */
export class JsonReporter implements Reporter {
  constructor(private readonly terminal: Terminal) {}

  progress(progress: Progress): void {
    this.write({ event: 'progress', ...progress });
  }

  note(text: string): void {
    this.write({ event: 'note', text });
  }

  result(command: string, outcome: unknown): void {
    this.write({ event: 'result', command, outcome });
  }

  error({ code, message, hint, hintAtTerminal }: ErrorData): void {
    this.write({ event: 'error', code, message, hint: hintAtTerminal ?? hint });
  }

  private write(event: Readonly<Record<string, unknown>>): void {
    this.terminal.out(JSON.stringify(event));
  }
}
