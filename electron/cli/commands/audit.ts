import type { AuditOutcome } from '../../../shared/domain/job.js';
import { valueOf } from '../../services/failure.js';
import { needsText, readAuditSpec } from '../../services/spec-file.js';
import { engineOptions, outputOption, runtimeOption, secretsOptions, type Command, type Done } from '../command.js';
import { exitCodes } from '../exit-code.js';
import { engineSize, jobFolders, jobSecrets, runtimeChoice } from '../job-arguments.js';
import { choice, duration } from '../option-values.js';

const failOnChoices = ['memorised', 'signal'] as const;
type FailOn = (typeof failOnChoices)[number];

export const auditCommand: Command = {
  name: 'audit',
  synopsis: 'SPEC.json --out DIR',
  summary: 'test whether a model has memorised a private feature',
  positionals: ['SPEC.json'],
  options: {
    ...outputOption,
    ...secretsOptions,
    'time-budget': { value: 'TIME', help: 'time that the plan may take, such as 10m or 1h30m' },
    'fail-on': { value: 'VERDICT', help: 'exit with 10 on this verdict: memorised, or signal (either of the two)' },
    ...runtimeOption,
    ...engineOptions,
  },

  async run(given, shell) {
    const { specPath, specFolder, outputFolder } = jobFolders(given);
    const { threads, processes } = engineSize(given);
    const failOn = choice(given, 'fail-on', failOnChoices);
    const timeBudget = duration(given, 'time-budget');
    const read = valueOf(readAuditSpec(specPath, { allowPlainText: given.options.has('allow-plain-text') }));
    const spec = { ...read, method: { ...read.method, timeBudget: timeBudget ?? read.method.timeBudget, runtime: runtimeChoice(given) ?? read.method.runtime } };
    const secrets = await jobSecrets(given, shell, needsText(spec.feature));
    const service = shell.startService({ threads: threads ?? spec.method.threads, processes });
    return done(valueOf(await service.audit({ spec, secrets, specFolder, outputFolder }, shell)), failOn);
  },
};

function done(outcome: AuditOutcome, failOn: FailOn | undefined): Done {
  return {
    outcome,
    lines: [...outcome.summary, '', `Results: ${outcome.folder}`],
    exitCode: isMet(outcome, failOn) ? exitCodes.failOnMet : exitCodes.done,
  };
}

function isMet(outcome: AuditOutcome, failOn: FailOn | undefined): boolean {
  const counted = failOn === undefined ? [] : failOn === 'signal' ? failOnChoices : [failOn];
  return outcome.result.claims.some(({ verdict }) => counted.some((candidate) => candidate === verdict));
}
