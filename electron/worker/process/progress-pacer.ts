import type { Progress, ProgressListener } from '../../../shared/domain/progress.js';

const paceMilliseconds = 100;

/** Lets through the first and the last step of each phase and, between them, ten steps a second. */
export class ProgressPacer {
  private phase = '';
  private sentAt = -Infinity;

  constructor(private readonly send: ProgressListener) {}

  readonly listener: ProgressListener = (progress: Progress) => {
    const now = performance.now();
    if (progress.phase !== this.phase || progress.done >= progress.total || now - this.sentAt >= paceMilliseconds) {
      this.phase = progress.phase;
      this.sentAt = now;
      this.send(progress);
    }
  };
}
