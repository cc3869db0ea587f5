/** The command line with the probe jobs behind it in place of the engine's. */
import { fileURLToPath } from 'node:url';
import { runCommandLine } from '../../../electron/cli/command-line.js';

process.exitCode = await runCommandLine(process.argv.slice(2), { entry: fileURLToPath(new URL('./entry.ts', import.meta.url)) });
