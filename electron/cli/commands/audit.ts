import { writtenIn, type Case } from '../../../shared/domain/case.js';
import { patientDataPathWarnings, patientDataWarnings } from '../../../shared/domain/patient-data.js';
import type { AuditSpec } from '../../../shared/domain/audit-spec.js';
import { templateOf } from '../../../shared/domain/feature.js';
import type { ImageSource } from '../../../shared/domain/images.js';
import type { AuditOutcome } from '../../../shared/domain/job.js';
import { conclusionsIn } from '../../../shared/domain/kept-result.js';
import type { AuditRecord } from '../../../shared/domain/register.js';
import { requirePublic } from '../../services/audits/declared-case.js';
import { valueOf } from '../../services/failure.js';
import { needsText, readAuditSpec, readCase } from '../../services/spec-file.js';
import { recordAudit } from '../../services/register/record-audit.js';
import type { Arguments } from '../arguments.js';
import {
  engineOptions,
  outputOption,
  registerOptions,
  runtimeOption,
  secretsOptions,
  type Command,
  type Done,
  type Shell,
} from '../command.js';
import { words } from '../../../shared/words/words.js';
import type { CallOptions } from '../../services/engine-service.js';
import { exitCodes } from '../exit-code.js';
import { engineSize, jobFolders, jobSecrets, runtimeChoice } from '../job-arguments.js';
import { choice, duration } from '../option-values.js';
import { openRegister } from '../register-access.js';
import { shortId } from './register/audit-words.js';

const failOnChoices = ['memorised', 'signal'] as const;
type FailOn = (typeof failOnChoices)[number];

export const auditCommand: Command = {
  name: 'audit',
  synopsis: 'SPEC.json --out DIR',
  summary: 'test whether a model has memorised a private feature',
  positionals: ['SPEC.json'],
  options: {
    ...outputOption,
    case: { value: 'CASE.json', help: 'the case as the team declares it; a report needs one' },
    ...secretsOptions,
    'time-budget': { value: 'TIME', help: 'time that the plan may take, such as 10m or 1h30m' },
    'fail-on': { value: 'VERDICT', help: 'exit with 10 on this verdict: memorised, or signal (either of the two)' },
    ...registerOptions,
    'no-register': { help: 'do not record the audit in the register: for made-up cases' },
    ...runtimeOption,
    ...engineOptions,
  },

  async run(given, shell) {
    const { specPath, specFolder, outputFolder } = jobFolders(given);
    const { threads, processes } = engineSize(given);
    const failOn = choice(given, 'fail-on', failOnChoices);
    const timeBudget = duration(given, 'time-budget');
    const read = valueOf(readAuditSpec(specPath, { allowPlainText: given.options.has('allow-plain-text') }));
    for (const warning of patientDataPathWarnings(pathsOf(read, specPath, given.options.get('out')))) shell.note(warning);
    const spec = {
      ...read,
      method: { ...read.method, timeBudget: timeBudget ?? read.method.timeBudget, runtime: runtimeChoice(given) ?? read.method.runtime },
    };
    const secrets = await jobSecrets(given, shell, needsText(spec.feature));
    const declared = declaredCase(given, shell);
    const text = spec.feature.kind === 'text' ? (spec.feature.text ?? secrets.text) : undefined;
    if (declared) valueOf(await requirePublic(declared, { text, template: templateOf(spec.feature) }));
    const recorded = await openToRecord(given, shell);
    const service = shell.startService({ threads: threads ?? spec.method.threads, processes });
    const input = { spec, secrets, specFolder, outputFolder };
    const watched = watch(shell);
    if (recorded !== true) return done(valueOf(await service.run('audit', input, watched)), failOn, null, recorded);
    const { outcome, record } = valueOf(await recordAudit(service, shell.register, { ...input, case: declared && { declared } }, watched));
    return done(
      outcome,
      failOn,
      record,
      `Recorded: audit ${record.ordinal} of this model for this feature (engram register show ${shortId(record.id)}).`,
    );
  },
};

/** Says before the audit measures how long it takes and what it can say. */
function watch(shell: Shell): Required<Pick<CallOptions, 'signal' | 'onProgress' | 'onObservation'>> {
  return {
    signal: shell.signal,
    onProgress: (progress) => shell.onProgress(progress),
    onObservation(observation) {
      if (observation.kind === 'outlook') shell.note(words.outlook.sentences(observation.outlook).join(' '));
    },
  };
}

/** The paths that a person wrote, by what lies there. */
function pathsOf(
  { model, feature, hosts, distillation, referenceModels }: AuditSpec,
  specPath: string,
  out: string | undefined,
): Record<string, string | undefined> {
  return {
    'the audit spec': specPath,
    'the model': model.path,
    'the initial weights': model.initial,
    'the picture of the mark': feature.kind === 'bitmap' ? feature.path : undefined,
    ...imagePaths('the host images', hosts),
    ...imagePaths('the images to distil on', distillation?.images),
    ...Object.fromEntries(referenceModels.map((path, index) => [`reference model ${index + 1}`, path])),
    'the results': out,
  };
}

function imagePaths(what: string, images: ImageSource | undefined): Record<string, string | undefined> {
  return images?.source === 'path' ? { [what]: images.path, [`the labels of ${what}`]: images.labels } : {};
}

/** The case after --case; tells of what in it looks like patient data. */
function declaredCase(given: Arguments, shell: Shell): Case | undefined {
  const path = given.options.get('case');
  if (path === undefined) return undefined;
  const declared = valueOf(readCase(path));
  for (const warning of patientDataWarnings(writtenIn(declared))) shell.note(warning);
  return declared;
}

/** Opens the register, or says why the audit is not recorded. */
async function openToRecord(given: Arguments, shell: Shell): Promise<true | string> {
  if (given.options.has('no-register')) return 'Not recorded (--no-register).';
  const { state } = valueOf(await shell.register.status());
  if (state === 'absent' && !given.options.has('passphrase-fd'))
    return 'Not recorded: there is no register here; "engram register set-up" makes one.';
  await openRegister(given, shell);
  return true;
}

function done(outcome: AuditOutcome, failOn: FailOn | undefined, record: AuditRecord | null, remark: string): Done {
  return {
    outcome: { ...outcome, record },
    lines: [...outcome.summary, '', `Results: ${outcome.folder}`, remark],
    exitCode: isMet(outcome, failOn) ? exitCodes.failOnMet : exitCodes.done,
  };
}

function isMet(outcome: AuditOutcome, failOn: FailOn | undefined): boolean {
  const counted = failOn === undefined ? [] : failOn === 'signal' ? failOnChoices : [failOn];
  return conclusionsIn(outcome.result).some(([, { verdict }]) => counted.some((candidate) => candidate === verdict));
}
