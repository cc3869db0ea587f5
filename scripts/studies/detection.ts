/** Power on models with leaked marks: `npm run study:detection [-- --budget 120m] [--processes N] [--networks mlp,cnn-1]`. */
import { detectionModel, detectionModelCount } from './detection/models.js';
import { readStudyOptions } from './run/options.js';
import { writePages } from './pages/write-pages.js';
import { runStudy } from './run/run-study.js';

await runStudy({
  study: 'detection',
  models: Array.from({ length: detectionModelCount }, (_, number) => detectionModel(number)),
  options: readStudyOptions(process.argv.slice(2)),
});
await writePages();
