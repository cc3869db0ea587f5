/** The command line with the probe jobs behind it in place of the engine's. */
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runCommandLine } from '../../../electron/cli/command-line.js';

const entry = new URL(`./entry${extname(import.meta.url)}`, import.meta.url);
process.exitCode = await runCommandLine(process.argv.slice(2), { entry: fileURLToPath(entry) });
