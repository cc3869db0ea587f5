const tickMilliseconds = 250;

/**
 * Calls `onSilence` when nothing was heard for the expected time. Time is counted in ticks of its
 * own timer, so a machine that slept, or a parent that was stopped, does not make a worker look hung.
 */
export class SilenceWatch {
  private readonly timer: NodeJS.Timeout;
  private limit = Infinity;
  private silentTicks = 0;

  constructor(private readonly onSilence: (seconds: number) => void) {
    this.timer = setInterval(() => this.tick(), tickMilliseconds);
    this.timer.unref();
  }

  /** Starts to wait anew, for at most `seconds`. */
  expect(seconds: number): void {
    this.limit = seconds;
    this.silentTicks = 0;
  }

  heard(): void {
    this.silentTicks = 0;
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private tick(): void {
    this.silentTicks += 1;
    if ((this.silentTicks * tickMilliseconds) / 1000 >= this.limit) {
      this.stop();
      this.onSilence(this.limit);
    }
  }
}
