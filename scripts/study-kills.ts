/**
 * Whether anything is lost when the machine is: `npm run study:kills [-- --seed N] [--kills N] [--out DIR]`
 * kills audits, and the commands that make evidence, with kill -9 at random moments, 100 times each.
 * Writes a page; exits with 1 where a fault was found. POSIX alone has process groups to kill.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildPrograms, root } from './build/programs.js';
import { shippedTarget } from './build/target.js';
import { killAudits } from './kills/audits.js';
import { killEvidence } from './kills/evidence.js';
import { pageOf } from './kills/page.js';
import { Place } from './kills/place.js';
import { ScriptOptions } from './options.js';
import { runScript } from './run-script.js';

const usage = 'npm run study:kills -- [--seed N] [--kills N] [--out DIR]';

await runScript(async (argv, reporter) => {
  const options = new ScriptOptions(argv, { seed: { type: 'string' }, kills: { type: 'string' }, out: { type: 'string' } } as const, usage);
  const seed = options.wholeNumber('--seed', options.values.seed ?? '20261201', 0, 999_999_999);
  const kills = options.wholeNumber('--kills', options.values.kills ?? '100', 3, 100_000);
  const folder = resolve(options.values.out ?? 'docs/results/kills');
  const programs = join(root, '.cache', 'kills');
  await buildPrograms({ ...shippedTarget, folder: programs });
  const place = await Place.setUp(join(programs, 'electron/cli/main.js'));
  try {
    const tell = (what: string) => (done: number) => {
      if (done % 10 === 0) reporter.note(`${what}: killed ${done} of ${kills} times`);
    };
    const audits = await killAudits(place, kills, seed, tell('audits'));
    const evidence = await killEvidence(place, kills, seed, tell('evidence'));
    mkdirSync(folder, { recursive: true });
    writeFileSync(
      join(folder, 'README.md'),
      pageOf({ audits, evidence, command: `npm run study:kills -- --seed ${seed} --kills ${kills}` }),
    );
    return audits.faults.length + evidence.faults.length === 0 ? 0 : 1;
  } finally {
    place.remove();
  }
});
