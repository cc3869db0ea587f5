import type { ErrorData } from '../../../shared/domain/error.js';
import type { Progress } from '../../../shared/domain/progress.js';
import { textWidth, type Terminal } from '../terminal.js';
import { formatCount, formatDuration, formatRate } from '../text.js';
import { wrap } from '../wrap.js';
import { Pace, phaseName } from './pace.js';
import type { Reporter } from './reporter.js';

const secondsBetweenLines = 5;
const barWidth = 24;

/** For people: a bar that moves on a terminal, a line now and then elsewhere. */
export class TextReporter implements Reporter {
  private readonly pace: Pace;
  private lineAt = -Infinity;
  private drawn = false;
  private last: Progress | undefined;

  constructor(
    private readonly terminal: Terminal,
    private readonly now: () => number = () => performance.now() / 1000,
  ) {
    this.pace = new Pace(now);
  }

  progress(progress: Progress): void {
    if (this.pace.follow(progress)) {
      this.endBar();
      this.lineAt = -Infinity;
    }
    this.last = progress;
    if (this.terminal.live) {
      this.draw(progress);
    } else if (this.now() - this.lineAt >= secondsBetweenLines) {
      this.lineAt = this.now();
      this.terminal.note(statusLine(progress, this.pace));
    }
  }

  note(text: string): void {
    this.endBar();
    this.terminal.note(wrap(text, textWidth));
  }

  result(_command: string, _outcome: unknown, lines: readonly string[]): void {
    this.endBar();
    for (const line of lines) {
      this.terminal.out(line);
    }
  }

  error(error: ErrorData): void {
    this.endBar();
    this.terminal.error(error.message, error.hintAtTerminal ?? error.hint);
  }

  private draw(progress: Progress): void {
    const filled = Math.round(barWidth * share(progress));
    const bar = `[${'#'.repeat(filled)}${'-'.repeat(barWidth - filled)}]`;
    const width = Math.min(textWidth, this.terminal.stderr.columns || textWidth) - 1;
    // Back to the line's start, the new text, and the rest of the old one erased.
    this.terminal.stderr.write(`\r${`${bar} ${statusLine(progress, this.pace)}`.slice(0, width)}\u001b[K`);
    this.drawn = true;
  }

  /** Leaves a finished bar's phase and duration standing, so that the next line starts anew. */
  private endBar(): void {
    if (this.drawn && this.last !== undefined) {
      const { done, unit } = this.last;
      this.terminal.stderr.write(
        `\r${phaseName(this.last)}: ${formatCount(done)} ${unit} in ${formatDuration(this.pace.seconds)}\u001b[K\n`,
      );
      this.drawn = false;
    }
  }
}

/** "strings: 1,234 of 2,000 images, 61%, 812/s, 1 s left" */
function statusLine(progress: Progress, pace: Pace): string {
  const parts = [
    `${formatCount(progress.done)} of ${formatCount(progress.total)} ${progress.unit}`,
    `${Math.floor(100 * share(progress))}%`,
  ];
  const rate = pace.rate(progress);
  const left = pace.secondsLeft(progress);
  if (rate !== undefined) parts.push(formatRate(rate));
  if (left !== undefined) parts.push(`${formatDuration(left)} left${progress.secondsLeft === undefined ? '' : ' in all'}`);
  return `${phaseName(progress)}: ${parts.join(', ')}`;
}

function share(progress: Progress): number {
  return progress.total > 0 ? Math.min(1, Math.max(0, progress.done / progress.total)) : 0;
}
