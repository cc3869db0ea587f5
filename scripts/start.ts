/** The desktop app from the source: `npm start [-- SPEC.engram]`. What has changed since the last time is compiled first. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { buildChanged } from './build/changed.js';
import { page, programs } from './build/parts.js';
import { root } from './build/programs.js';
import { shippedTarget } from './build/target.js';
import { findElectron } from './start/find-electron.js';

const program = findElectron(join(root, 'node_modules', 'electron'));
if (program === undefined) {
  console.error(
    'Electron\'s runtime is not here: "npx install-electron" downloads it from github.com; "npm run start:browser" shows the same app in your browser without it.',
  );
  process.exit(1);
}
await Promise.all([programs, page].map(buildChanged));
spawn(program, [shippedTarget.folder, ...process.argv.slice(2)], { stdio: 'inherit' }).once('exit', (code) => {
  process.exitCode = code ?? 1;
});
