import { at } from '../../../../shared/domain/at.js';
import { mostReportBytes } from '../../limits.js';
import { givenByHand } from '../../../services/evidence/confirm-command.js';
import { deedSchema, type Deed } from '../../../../shared/domain/signing.js';
import { commandWords } from '../../../../shared/words/signing.js';
import { EvidenceService } from '../../../services/evidence/evidence-service.js';
import { describeSealed } from '../../../services/evidence/describe-sealed.js';
import { readGivenFileSync } from '../../../services/evidence/given-file.js';
import { valueOf } from '../../../services/failure.js';
import type { Arguments } from '../../arguments.js';
import { engineOptions, registerOptions, type Command } from '../../command.js';
import { confirmSeen, seenOption } from '../../confirm.js';
import { identityOptions, readIdentity, readRole } from '../../identity-access.js';
import { newFile, outputPath } from '../../output-file.js';
import { openRegister } from '../../register-access.js';
import { failed } from '../../../../shared/words/errors.js';

export const signCommand: Command = {
  name: 'sign',
  synopsis: 'AUDIT|REPORT.pdf --role ROLE --out FILE.pdf',
  summary: 'sign a report as auditor, reviewer or approver, after it has shown what will be signed',
  positionals: ['AUDIT|REPORT.pdf'],
  options: {
    role: { value: 'ROLE', help: 'auditor, reviewer or approver' },
    decision: { value: 'WHAT', help: 'an approver’s: release, hold or retrain' },
    reason: { value: 'TEXT', help: 'why, where the decision departs from the verdict or from what was agreed; it is signed' },
    conditions: { value: 'TEXT', help: 'an approver’s conditions; they are signed' },
    'review-date': { value: 'DAY', help: 'day by which the decision is to be reviewed, such as 2027-03-01; it is signed' },
    out: { value: 'FILE.pdf', help: 'where to write the signed report' },
    ...seenOption,
    ...identityOptions,
    ...registerOptions,
    json: engineOptions.json,
  },

  async run(given, shell) {
    const subject = at(given.positionals, 0);
    const out = outputPath(given, 'signed.pdf');
    const isFile = isReportFile(subject);
    const deed = readDeed(given, isFile ? { path: subject } : { audit: subject });
    const { role } = deed;
    if (!isFile || given.options.has('local')) await openRegister(given, shell);
    const identity = await readIdentity(given, shell);
    const service = new EvidenceService(shell.startService({ threads: 1, processes: 1 }), shell.register, givenByHand);
    const sealed = valueOf(await service.prepare(deed, identity));
    await confirmSeen(given, shell, sealed.shown.report.sha256, describeSealed(sealed), 'sign');
    valueOf(await service.sign(sealed, newFile(out)));
    return { outcome: { path: out, role }, lines: [`Signed as ${role}: ${out}`] };
  },
};

function readDeed(given: Arguments, report: { path: string } | { audit: string }): Extract<Deed, { do: 'sign' }> {
  const { reason, conditions, 'review-date': reviewBy } = Object.fromEntries(given.options);
  const deed = deedSchema.safeParse({ do: 'sign', report, ...readRole(given), reason, conditions, reviewBy });
  if (deed.success && deed.data.do === 'sign') return deed.data;
  const wrong = deed.success ? '' : String(deed.error.issues[0]?.path[0]);
  return valueOf(failed('command-invalid', { message: commandWords.invalid(wrong), hint: commandWords.invalidHint }));
}

/** A report that came as a file, or else an audit of the register. */
export function isReportFile(subject: string): boolean {
  return subject.toLowerCase().endsWith('.pdf');
}

export function readReport(path: string): Buffer {
  return valueOf(readGivenFileSync(path, mostReportBytes, 'evidence-invalid', 'report-file-unreadable'));
}

/** A report after an option, if it is given. */
export function optionalReport(given: Arguments): Buffer | undefined {
  const path = given.options.get('report');
  return path === undefined ? undefined : readReport(path);
}
