/** npm passes on a Ctrl-C that the terminal has sent to us as well: both are one. */
const sameSeconds = 0.5;

/**
 * Turns Ctrl-C, and a request to terminate, into an abort: the first cancels cleanly, another one
 * calls `onSecond`. `now` tells the time in milliseconds.
 */
export function listenForInterrupt(
  onFirst: () => void,
  onSecond: () => void,
  now = () => performance.now(),
): { readonly signal: AbortSignal; stop(): void } {
  const controller = new AbortController();
  let firstAt = Infinity;
  const interrupt = (): void => {
    const seconds = now() / 1000;
    if (!controller.signal.aborted) {
      firstAt = seconds;
      controller.abort();
      onFirst();
    } else if (seconds - firstAt > sameSeconds) {
      onSecond();
    }
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const name of signals) {
    process.on(name, interrupt);
  }
  return {
    signal: controller.signal,
    stop: () => {
      // After the first, npm's may still be on its way: nobody listening, it would end the process before it says that it was cancelled.
      if (controller.signal.aborted) return;
      for (const name of signals) {
        process.off(name, interrupt);
      }
    },
  };
}
