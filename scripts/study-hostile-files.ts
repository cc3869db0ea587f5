/**
 * What the engine makes of files that are damaged or made to do harm: `npm run study:hostile-files
 * [-- --seed N] [--cases N] [--out DIR]`, by default 2,000 files. Writes each case and a page; exits with
 * 1 where a refusal was not foreseen or a process died. Linux alone tells what a process takes.
 */
import { appendFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { attack, type Attacked } from './hostile-files/attack.js';
import { pageOf, summarise } from './hostile-files/page.js';
import { ScriptOptions } from './options.js';
import { runScript } from './run-script.js';

const usage = 'npm run study:hostile-files -- [--seed N] [--cases N] [--out DIR]';

await runScript(async (argv, reporter) => {
  const options = new ScriptOptions(argv, { seed: { type: 'string' }, cases: { type: 'string' }, out: { type: 'string' } } as const, usage);
  const seed = options.wholeNumber('--seed', options.values.seed ?? '20261201', 0, 999_999_999);
  const cases = options.wholeNumber('--cases', options.values.cases ?? '2000', 1, 1_000_000);
  const folder = resolve(options.values.out ?? 'docs/results/hostile-files');
  mkdirSync(folder, { recursive: true });
  const rows = join(folder, 'cases.jsonl');
  rmSync(rows, { force: true });
  const all: Attacked[] = [];
  await attack(seed, cases, (attacked) => {
    all.push(attacked);
    appendFileSync(rows, `${JSON.stringify(attacked)}\n`);
    if (all.length % 100 === 0) reporter.note(`${all.length} of ${cases} files`);
  });
  const facts = `Node ${process.version} on ${process.platform} ${process.arch}, ${new Date().toISOString().slice(0, 10)}`;
  writeFileSync(
    join(folder, 'README.md'),
    pageOf(all, { command: `npm run study:hostile-files -- --seed ${seed} --cases ${cases}`, facts }),
  );
  return summarise(all).every(({ unforeseen, crashed }) => unforeseen + crashed === 0) ? 0 : 1;
});
