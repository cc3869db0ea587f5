/** npm passes on a Ctrl-C that the terminal has sent to us as well: both are one. */
const sameSeconds = 0.5;

/**
 * Turns Ctrl-C, and a request to terminate, into an abort: the first cancels cleanly, another one
 * calls `onSecond`.
 */
export function listenForInterrupt(onFirst: () => void, onSecond: () => void): { readonly signal: AbortSignal; stop(): void } {
  const controller = new AbortController();
  let firstAt = Infinity;
  const interrupt = (): void => {
    const now = performance.now() / 1000;
    if (!controller.signal.aborted) {
      firstAt = now;
      controller.abort();
      onFirst();
    } else if (now - firstAt > sameSeconds) {
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
      for (const name of signals) {
        process.off(name, interrupt);
      }
    },
  };
}
