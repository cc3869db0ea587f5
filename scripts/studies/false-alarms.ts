/** False alarms on clean models: `npm run study:false-alarms [-- --budget 120m] [--processes N] [--networks mlp,cnn-1]`. */
import { falseAlarmModel, falseAlarmModelCount } from './false-alarms/models.js';
import { readStudyOptions } from './run/options.js';
import { writePages } from './pages/write-pages.js';
import { runStudy } from './run/run-study.js';

await runStudy({
  study: 'false-alarms',
  models: Array.from({ length: falseAlarmModelCount }, (_, number) => falseAlarmModel(number)),
  options: readStudyOptions(process.argv.slice(2)),
});
await writePages();
