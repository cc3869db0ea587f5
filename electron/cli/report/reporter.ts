import type { ErrorData } from '../../../shared/domain/error.js';
import type { Progress } from '../../../shared/domain/progress.js';

/** How a command tells what it does and what came out: to a person or to a program. */
export interface Reporter {
  progress(progress: Progress): void;
  /** A remark that is neither progress nor result. */
  note(text: string): void;
  /** `outcome` for programs, `lines` for people. */
  result(command: string, outcome: unknown, lines: readonly string[]): void;
  error(error: ErrorData): void;
}
