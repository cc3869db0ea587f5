import { valueOf } from '../../services/failure.js';
import { needsText, readTrainingSpec } from '../../services/spec-file.js';
import { engineOptions, outputOption, runtimeOption, secretsOptions, type Command } from '../command.js';
import { engineSize, jobFolders, jobSecrets, runtimeChoice } from '../job-arguments.js';

export const trainCommand: Command = {
  name: 'train',
  synopsis: 'SPEC.json --out DIR',
  summary: 'train one of the known networks, with planted features if wanted',
  positionals: ['SPEC.json'],
  options: { ...outputOption, ...secretsOptions, ...runtimeOption, ...engineOptions },

  async run(given, shell) {
    const { specPath, specFolder, outputFolder } = jobFolders(given);
    const { threads, processes } = engineSize(given);
    const read = valueOf(readTrainingSpec(specPath, { allowPlainText: given.options.has('allow-plain-text') }));
    const spec = { ...read, runtime: runtimeChoice(given) ?? read.runtime };
    const textNeeded = spec.canaries.some((canary) => needsText(canary.feature));
    const secrets = await jobSecrets(given, shell, textNeeded);
    const service = shell.startService({ threads: threads ?? spec.threads, processes });
    const outcome = valueOf(await service.run('train', { spec, secrets, specFolder, outputFolder }, shell));
    return { outcome, lines: [...outcome.summary, '', `Model: ${outcome.model}`] };
  },
};
