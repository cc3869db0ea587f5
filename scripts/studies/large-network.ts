/**
 * Truncated students at full size: `npm run study:large-network [-- --seed N] [--data NAME] [--copies N] [--out DIR]`.
 * Trains a planted ResNet-18 at 224 pixels and its clean twin, audits both in full, and records time,
 * memory and findings in docs/results/large-network. Needs Python 3 and PyPI for the training, and
 * Debian's dataset-fashion-mnist unless --data mnist. A run that was stopped goes on
 * after the last whole epoch, or within the audit.
 */
import { exitCodeOf } from '../../electron/cli/exit-code.js';
import { TextReporter } from '../../electron/cli/report/text-reporter.js';
import { Terminal } from '../../electron/cli/terminal.js';
import { Failure } from '../../electron/services/failure.js';
import { readOptions } from './large-network/options.js';
import { runStudy } from './large-network/run.js';
import { largeNetworkSettings } from './large-network/settings.js';

const reporter = new TextReporter(new Terminal(process.stdout, process.stderr, process.env));
try {
  process.exitCode = await runStudy(readOptions(process.argv.slice(2)), largeNetworkSettings, reporter);
} catch (error) {
  if (!(error instanceof Failure)) throw error;
  reporter.error(error.data);
  process.exitCode = exitCodeOf(error.data.code);
}
