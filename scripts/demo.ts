/**
 * The main job on real data: `npm run demo [-- --seed N | --seeds N] [--out DIR] [--json]`. Trains a
 * model with planted marks and its clean twin on MNIST, audits both as the command line would, and
 * shows the two findings side by side; with --seeds, how many of N such pairs came out right.
 */
import { JsonReporter } from '../electron/cli/report/json-reporter.js';
import { TextReporter } from '../electron/cli/report/text-reporter.js';
import { exitCodeOf } from '../electron/cli/exit-code.js';
import { Terminal } from '../electron/cli/terminal.js';
import { Failure } from '../electron/services/failure.js';
import { readOptions } from './demo/options.js';
import { runDemo } from './demo/run.js';
import { demoSettings } from './demo/settings.js';

const argv = process.argv.slice(2);
const terminal = new Terminal(process.stdout, process.stderr, process.env);
const reporter = argv.includes('--json') ? new JsonReporter(terminal) : new TextReporter(terminal);
try {
  process.exitCode = await runDemo(readOptions(argv), demoSettings, reporter);
} catch (error) {
  if (!(error instanceof Failure)) throw error;
  const { data } = error;
  reporter.error(data.code === 'cancelled' ? { ...data, hint: 'Run the demo again; it starts anew.' } : data);
  process.exitCode = exitCodeOf(data.code);
}
