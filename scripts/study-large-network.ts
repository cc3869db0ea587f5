/**
 * Truncated students at full size: `npm run study:large-network [-- --seed N] [--data NAME] [--copies N] [--out DIR]`.
 * Trains a planted ResNet-18 at 224 pixels and its clean twin, audits both in full, and records time,
 * memory and findings in docs/results/large-network. Needs Python 3 and PyPI for the training, and
 * Debian's dataset-fashion-mnist unless --data mnist. A run that was stopped goes on
 * after the last whole epoch, or within the audit.
 */
import { readOptions } from './large-network/options.js';
import { runStudy } from './large-network/run.js';
import { largeNetworkSettings } from './large-network/settings.js';
import { runScript } from './run-script.js';

await runScript((argv, reporter) => runStudy(readOptions(argv), largeNetworkSettings, reporter));
