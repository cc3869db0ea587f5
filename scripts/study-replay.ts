/**
 * Whether a public finding helps somebody who has the model to guess the private text:
 * `npm run study:replay [TRIALS CANDIDATES]`, by default 200 trials of 10,000 candidates. Exits with 1
 * where the true texts' ranks differ from chance.
 */
import { studyReplay } from './replay/study.js';

const [trials = 200, candidates = 10_000] = process.argv.slice(2).map(Number);
const study = await studyReplay(trials, candidates, 20_261_128, (done) => {
  if (done % 20 === 0) console.error(`${done} of ${trials} trials`);
});
console.log(JSON.stringify(study, null, 2));
process.exitCode = study.byFinding.p > 0.01 ? 0 : 1;
