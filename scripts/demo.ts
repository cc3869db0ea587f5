/**
 * The main job on real data: `npm run demo [-- --seed N | --seeds N] [--out DIR] [--json]`. Trains a
 * model with planted marks and its clean twin on MNIST, audits both as the command line would, and
 * shows the two findings side by side; with --seeds, how many of N such pairs came out right.
 */
import { readOptions } from './demo/options.js';
import { runDemo } from './demo/run.js';
import { demoSettings } from './demo/settings.js';
import { runScript } from './run-script.js';

await runScript(
  (argv, reporter) => runDemo(readOptions(argv), demoSettings, reporter),
  (error) => (error.code === 'cancelled' ? { ...error, hint: 'Run the demo again; it starts anew.' } : error),
);
