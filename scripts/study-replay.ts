/**
 * Whether a public finding helps somebody who has the model to guess the private text:
 * `npm run study:replay [TRIALS CANDIDATES]`, by default 400 trials of 10,000 candidates, which write the page in
 * docs/results/replay. Exits with 1 where findings that detect nothing tell of the text: by the ranks of the true texts, or
 * by more than a twentieth of a bit in band, verdict, reasons, sensitivity or plan.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { replayPage } from './replay/page.js';
import { studyReplay } from './replay/study.js';

const seed = 20_261_128;
const most = 0.05;
const page = fileURLToPath(new URL('../docs/results/replay/README.md', import.meta.url));

const given = process.argv.slice(2).map(Number);
const [trials = 400, candidates = 10_000] = given;
const study = await studyReplay(trials, candidates, seed, (done) => {
  if (done % 20 === 0) console.error(`${done} of ${trials} trials`);
});
console.log(JSON.stringify(study, null, 2));
if (given.length === 0) {
  await mkdir(dirname(page), { recursive: true });
  const day = new Date().toISOString().slice(0, 10);
  await writeFile(
    page,
    replayPage(study, `\`npm run study:replay\`, seed ${seed}, Node ${process.version} on ${process.platform} ${process.arch}, ${day}`),
  );
}
const tells = study.told.flatMap(({ quiet }) => Object.values(quiet.parts)).some(({ bits, p }) => bits > most && p <= 0.01);
process.exitCode = study.byFinding.p > 0.01 && !tells ? 0 : 1;
