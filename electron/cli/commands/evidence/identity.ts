import { at } from '../../../../shared/domain/at.js';
import { givenByHand } from '../../../services/evidence/confirm-command.js';
import { EvidenceService } from '../../../services/evidence/evidence-service.js';
import { valueOf } from '../../../services/failure.js';
import { engineOptions, registerOptions, type Command } from '../../command.js';
import { readSecret, identityOptions } from '../../identity-access.js';
import { newFile, outputPath } from '../../output-file.js';
import { openRegister } from '../../register-access.js';

export const identityCommand: Command = {
  name: 'identity',
  synopsis: 'NAME --out ROOT.pem',
  summary: 'make a local identity to sign with, where you have no certificate of your institution',
  positionals: ['NAME'],
  options: {
    out: { value: 'ROOT.pem', help: 'where to write this workstation’s root, for those who are to trust it' },
    'secret-fd': identityOptions['secret-fd'],
    ...registerOptions,
    json: engineOptions.json,
  },

  async run(given, shell) {
    const out = outputPath(given, 'root.pem');
    await openRegister(given, shell);
    const secret = await readSecret(given, shell, 'twice');
    const service = new EvidenceService(shell.startService({ threads: 1, processes: 1 }), shell.register, givenByHand);
    const { identity } = valueOf(await service.createIdentity(at(given.positionals, 0), secret, newFile(out)));
    return {
      outcome: { identity, root: out },
      lines: [`Made the local identity "${identity.name}"; "--local" signs with it.`, `Root: ${out}`],
    };
  },
};
