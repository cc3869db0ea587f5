import { at } from '../../../../shared/domain/at.js';
import { givenByHand } from '../../../services/evidence/confirm-command.js';
import { EvidenceService } from '../../../services/evidence/evidence-service.js';
import { valueOf } from '../../../services/failure.js';
import { engineOptions, registerOptions, type Command } from '../../command.js';
import { identityOptions, readIdentity } from '../../identity-access.js';
import { outputPath } from '../../output-file.js';
import { openRegister } from '../../register-access.js';
import { optionalReport } from './sign.js';

export const bundleCommand: Command = {
  name: 'bundle',
  synopsis: 'AUDIT --out FOLDER|FILE.zip',
  summary: 'write the evidence of an audit as one bundle, sealed by its auditor',
  positionals: ['AUDIT'],
  options: {
    out: { value: 'PATH', help: 'a new folder, or a new .zip file' },
    report: { value: 'FILE.pdf', help: 'the report with all its signatures, where some were added elsewhere' },
    ...identityOptions,
    ...registerOptions,
    json: engineOptions.json,
  },

  async run(given, shell) {
    const out = outputPath(given, 'evidence.zip');
    const report = optionalReport(given);
    await openRegister(given, shell);
    const identity = await readIdentity(given, shell);
    const service = new EvidenceService(shell.startService({ threads: 1, processes: 1 }), shell.register, givenByHand);
    const audit = at(given.positionals, 0);
    if (report === undefined) valueOf(await service.makeBundle(valueOf(await service.prepare({ do: 'bundle', audit }, identity)), out));
    else valueOf(await service.makeBundleOf(audit, report, identity, out));
    return { outcome: { path: out }, lines: [`Bundle: ${out}`, `"engram verify ${out} --trust ROOT.pem" checks it.`] };
  },
};
