/** The rule on models that had no part in its choice: `npm run study:confirmation [-- --budget 120m] [--processes N] [--networks mlp,cnn-1]`. */
import { confirmationModel, confirmationModelCount } from './confirmation/models.js';
import { readStudyOptions } from './run/options.js';
import { runStudy } from './run/run-study.js';

await runStudy({
  study: 'confirmation',
  models: Array.from({ length: confirmationModelCount }, (_, number) => confirmationModel(number)),
  options: readStudyOptions(process.argv.slice(2)),
});
