import { at } from '../../../../shared/domain/at.js';
import { mostReportBytes } from '../../limits.js';
import { readRegularSync } from '../../../files/regular-file.js';
import { givenByHand } from '../../../services/evidence/confirm-command.js';
import { EvidenceService } from '../../../services/evidence/evidence-service.js';
import { meaningOf } from '../../../services/evidence/meaning.js';
import { failed } from '../../../../shared/domain/error.js';
import { valueOf } from '../../../services/failure.js';
import type { Arguments } from '../../arguments.js';
import { engineOptions, registerOptions, type Command } from '../../command.js';
import { identityOptions, readIdentity, readRole } from '../../identity-access.js';
import { outputPath, writeNewFile } from '../../output-file.js';
import { openRegister } from '../../register-access.js';

export const signCommand: Command = {
  name: 'sign',
  synopsis: 'AUDIT|REPORT.pdf --role ROLE --out FILE.pdf',
  summary: 'sign a report as auditor, reviewer or approver',
  positionals: ['AUDIT|REPORT.pdf'],
  options: {
    role: { value: 'ROLE', help: 'auditor, reviewer or approver' },
    decision: { value: 'WHAT', help: 'an approver’s: release, hold or retrain' },
    out: { value: 'FILE.pdf', help: 'where to write the signed report' },
    ...identityOptions,
    ...registerOptions,
    json: engineOptions.json,
  },

  async run(given, shell) {
    const subject = at(given.positionals, 0);
    const out = outputPath(given, 'signed.pdf');
    const { role, decision } = readRole(given);
    const isFile = isReportFile(subject);
    if (!isFile || given.options.has('local')) await openRegister(given, shell);
    shell.note(`You sign as ${role}: "${meaningOf(role, decision)}"`);
    const identity = await readIdentity(given, shell);
    const service = new EvidenceService(shell.startService({ threads: 1, processes: 1 }), shell.register, givenByHand);
    const request = { role, decision, identity };
    const signed = valueOf(await (isFile ? service.signFile(readReport(subject), request) : service.signAudit(subject, request)));
    writeNewFile(out, signed);
    return { outcome: { path: out, role }, lines: [`Signed as ${role}: ${out}`] };
  },
};

/** A report that came as a file, or else an audit of the register. */
export function isReportFile(subject: string): boolean {
  return subject.toLowerCase().endsWith('.pdf');
}

export function readReport(path: string): Buffer {
  try {
    return readRegularSync(path, mostReportBytes);
  } catch {
    return valueOf(failed('evidence-invalid', `${path} cannot be read.`, 'Name a report that Engram made.'));
  }
}

/** A report after an option, if it is given. */
export function optionalReport(given: Arguments): Buffer | undefined {
  const path = given.options.get('report');
  return path === undefined ? undefined : readReport(path);
}
