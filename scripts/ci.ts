/**
 * Everything that has to hold for a change, in lanes, as many at a time as there are cores: `.ci/run`
 * calls it when all that it needs is installed. `node --import tsx scripts/ci.ts NODE24 [LANE ...]`
 */
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { allLanes, records, results } from './ci/lanes.js';
import { runLanes } from './ci/run-lanes.js';
import { closingLine, readRecords, summarise } from './ci/summary.js';

const [node24, ...wanted] = process.argv.slice(2);
const lanes = allLanes(node24).filter(({ name }) => wanted.length === 0 || wanted.includes(name));

rmSync(results, { recursive: true, force: true });
mkdirSync(records, { recursive: true });

const say = (text: string): void => void process.stdout.write(`${text}\n`);
try {
  const ends = await runLanes(lanes, {
    slots: availableParallelism(),
    logs: results,
    onStart: ({ name }) => say(`.. ${name} starts`),
    onEnd: ({ lane, passed, log }) => say(`\n== ${lane} ${passed ? 'passed' : 'FAILED'}\n${readFileSync(log, 'utf8')}`),
  });
  say(`\n${summarise(ends, readRecords(records))}`);
  process.exitCode = lanes.length > 0 && ends.every(({ passed }) => passed) ? 0 : 1;
} catch (error) {
  say(String(error));
  process.exitCode = 1;
} finally {
  say(`\n${closingLine(readRecords(records))}`);
}
