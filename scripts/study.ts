/**
 * Makes the rows that a study lacks, on public sets of images: `npm run study:false-alarms [-- --budget 120m]
 * [--processes N] [--networks mlp,cnn-1]`, and study:detection, study:confirmation.
 */
import { fileURLToPath } from 'node:url';
import { exitCodes } from '../electron/cli/exit-code.js';
import { valueOf } from '../electron/services/failure.js';
import { writePages } from './pages/write-pages.js';
import { runScript, withEngine } from './run-script.js';
import { collectionsHere } from './study/collections.js';
import { currentCommit } from './study/commit.js';
import { readOptions } from './study/options.js';

const folderOf = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));

await runScript(
  async (argv, reporter) => {
    const { study, budgetSeconds, processes, networks } = readOptions(argv);
    const { collections, missing } = collectionsHere();
    for (const source of missing) reporter.note(`${source}, which is not here.`);
    const input = {
      study,
      collections,
      folder: folderOf('.'),
      outputFolder: folderOf(`docs/results/${study}`),
      budgetSeconds,
      networks,
      commit: currentCommit(),
    };
    const engine = { threads: 1, processes, cacheFolder: folderOf('.cache/studies') };
    const result = await withEngine(engine, reporter, (service, call) => service.run('study', input, call));
    await writePages();
    const outcome = valueOf(result);
    const { done, planned } = outcome;
    const more = done < planned ? ' The same command goes on from here.' : '';
    reporter.result('study', outcome, [`${study}: ${done} of ${planned} models are done.${more}`]);
    return exitCodes.done;
  },
  (error) => (error.code === 'cancelled' ? { ...error, hint: 'Whole rows are kept. The same command goes on from here.' } : error),
);
