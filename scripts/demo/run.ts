import { exitCodes } from '../../electron/cli/exit-code.js';
import type { Reporter } from '../../electron/cli/report/reporter.js';
import { withEngine } from '../run-script.js';
import { demoAuditor, demoRegister } from './evidence.js';
import { describePair } from './findings.js';
import { cacheOf, clearFolder, folderOfSeed, writeSummary } from './folder.js';
import { isRight, judge, type Judgement } from './judge.js';
import type { DemoOptions } from './options.js';
import { runPair, type Pair } from './pair.js';
import { describePairs } from './score-card.js';
import type { DemoSettings } from './settings.js';

/**
 * The same number on every machine, so that equal seeds give equal findings. One suffices for networks
 * this small; students train side by side all the same.
 */
const threads = 1;

/** Runs a pair for each seed, reports what came out, and returns the exit code; throws `Failure`. */
export async function runDemo({ seeds, folder }: DemoOptions, settings: DemoSettings, reporter: Reporter): Promise<number> {
  await clearFolder(folder);
  return withEngine({ threads, cacheFolder: cacheOf(folder) }, reporter, async (service, call) => {
    // Several pairs are counted; one is shown, with the evidence that a board would receive.
    const register = seeds.length === 1 ? await demoRegister(folder) : undefined;
    const recording = register && { register, root: await demoAuditor(service, register) };
    const judgements: Judgement[] = [];
    let last: Pair | undefined;
    for (const [index, seed] of seeds.entries()) {
      const which = seeds.length > 1 ? `Pair ${index + 1} of ${seeds.length}, ` : '';
      last = await runPair({
        ...call,
        service,
        settings,
        folder: folderOfSeed(folder, seed),
        seed,
        recording,
        onModel: (name) => reporter.note(`${which}${name === 'planted' ? 'planted model' : 'clean twin'}`),
      });
      judgements.push(judge(last));
    }
    const right = judgements.filter(isRight).length;
    const outcome = { pairs: judgements, right, folder };
    await writeSummary(folder, outcome);
    const lines =
      last !== undefined && seeds.length === 1 ? describePair(last, settings) : [...describePairs(judgements), '', `Results: ${folder}`];
    reporter.result('demo', outcome, lines);
    // A single pair that comes out wrong is a failure; of several, the count is the answer.
    const sealed = last === undefined || [last.planted, last.clean].every(({ evidence }) => evidence?.holds ?? true);
    return (seeds.length === 1 && right === 0) || !sealed ? exitCodes.failure : exitCodes.done;
  });
}
