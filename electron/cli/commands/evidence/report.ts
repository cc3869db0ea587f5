import { at } from '../../../../shared/domain/at.js';
import { papers } from '../../../../shared/domain/job.js';
import { patientDataPathWarnings } from '../../../../shared/domain/patient-data.js';
import { givenByHand } from '../../../services/evidence/confirm-command.js';
import { EvidenceService } from '../../../services/evidence/evidence-service.js';
import { valueOf } from '../../../services/failure.js';
import { engineOptions, registerOptions, type Command } from '../../command.js';
import { choice } from '../../option-values.js';
import { newFile, outputPath } from '../../output-file.js';
import { openRegister } from '../../register-access.js';

export const reportCommand: Command = {
  name: 'report',
  synopsis: 'AUDIT --out FILE.pdf',
  summary: 'make the report of a recorded audit, to be signed',
  positionals: ['AUDIT'],
  options: {
    out: { value: 'FILE.pdf', help: 'where to write it; it is kept in the register as well' },
    paper: { value: 'SIZE', help: 'A4 or Letter (default: the register’s setting)' },
    'release-label': { help: 'tell the class of the record too: health data' },
    'include-private-text': { help: 'include the private text, marked on every page: patient data' },
    'discard-signatures': { help: 'make it anew although the kept one is signed; its signatures are lost' },
    ...registerOptions,
    json: engineOptions.json,
  },

  async run(given, shell) {
    const out = outputPath(given, 'report.pdf');
    for (const warning of patientDataPathWarnings({ 'the report': given.options.get('out') })) shell.note(warning);
    const paper = choice(given, 'paper', papers);
    await openRegister(given, shell);
    const service = new EvidenceService(shell.startService({ threads: 1, processes: 1 }), shell.register, givenByHand);
    const release = { label: given.options.has('release-label'), privateText: given.options.has('include-private-text') };
    const { audit, finding } = valueOf(
      await service.makeReport(
        { audit: at(given.positionals, 0), paper, release, discardSignatures: given.options.has('discard-signatures') },
        { ...shell, destination: newFile(out) },
      ),
    );
    return { outcome: { audit, path: out, finding }, lines: [`Report: ${out}`, 'It is not signed yet; "engram sign" does that.'] };
  },
};
