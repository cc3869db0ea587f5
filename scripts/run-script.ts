import { exitCodeOf, exitCodes } from '../electron/cli/exit-code.js';
import { listenForInterrupt } from '../electron/cli/interrupt.js';
import { JsonReporter } from '../electron/cli/report/json-reporter.js';
import type { Reporter } from '../electron/cli/report/reporter.js';
import { TextReporter } from '../electron/cli/report/text-reporter.js';
import { Terminal } from '../electron/cli/terminal.js';
import type { ErrorData } from '../shared/domain/error.js';
import { EngineService, type CallOptions, type EngineServiceOptions } from '../electron/services/engine-service.js';
import { Failure } from '../electron/services/failure.js';

/** Runs a script that computes as the command line runs its commands: failures are told in words, and the process ends with their code. */
export async function runScript(
  work: (argv: readonly string[], reporter: Reporter) => Promise<number>,
  tell: (error: ErrorData) => ErrorData = (error) => error,
): Promise<void> {
  const argv = process.argv.slice(2);
  const terminal = new Terminal(process.stdout, process.stderr, process.env);
  const reporter = argv.includes('--json') ? new JsonReporter(terminal) : new TextReporter(terminal);
  try {
    process.exitCode = await work(argv, reporter);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    reporter.error(tell(error.data));
    process.exitCode = exitCodeOf(error.data.code);
  }
}

/** Works with an engine: the first Ctrl-C cancels what it does, another one ends all at once. */
export async function withEngine<Value>(
  options: EngineServiceOptions,
  reporter: Reporter,
  work: (service: EngineService, call: CallOptions) => Promise<Value>,
): Promise<Value> {
  const service = new EngineService(options);
  const interrupt = listenForInterrupt(
    () => reporter.note('Cancelling. Press Ctrl-C again to end at once.'),
    () => void service.kill().finally(() => process.exit(exitCodes.cancelled)),
  );
  try {
    return await work(service, { signal: interrupt.signal, onProgress: (progress) => reporter.progress(progress) });
  } finally {
    interrupt.stop();
  }
}
