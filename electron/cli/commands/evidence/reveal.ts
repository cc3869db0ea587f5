import { at } from '../../../../shared/domain/at.js';
import { givenByHand } from '../../../services/evidence/confirm-command.js';
import { openEvidence, EvidenceService } from '../../../services/evidence/evidence-service.js';
import { valueOf } from '../../../services/failure.js';
import { engineOptions, registerOptions, type Command } from '../../command.js';
import { exitCodes } from '../../exit-code.js';
import { newFile, outputPath } from '../../output-file.js';
import { openRegister } from '../../register-access.js';
import { failed } from '../../../../shared/words/errors.js';

export const revealCommand: Command = {
  name: 'reveal',
  synopsis: 'AUDIT --out OPENING.json | OPENING.json --finding FINDING.json',
  summary: 'write what proves which text was tested, or check it against a finding',
  positionals: ['AUDIT|OPENING.json'],
  options: {
    out: { value: 'FILE', help: 'where to write the opening; it holds the private text' },
    finding: { value: 'FILE', help: 'the finding of a bundle, to check an opening against' },
    ...registerOptions,
    json: engineOptions.json,
  },

  async run(given, shell) {
    const subject = at(given.positionals, 0);
    if (!subject.toLowerCase().endsWith('.json')) {
      const out = outputPath(given, 'opening.json');
      await openRegister(given, shell);
      const service = new EvidenceService(shell.startService({ threads: 1, processes: 1 }), shell.register, givenByHand);
      valueOf(await service.reveal(subject, newFile(out)));
      return {
        outcome: { path: out },
        lines: [`Opening: ${out}`, 'It holds the private text: give it to nobody but whom the team chose.'],
      };
    }
    const finding = given.options.get('finding') ?? valueOf(failed('command-invalid', { fault: 'finding-missing' }));
    const text = valueOf(openEvidence(subject, finding));
    const holds = text !== undefined;
    return {
      outcome: { holds },
      lines: [holds ? `This is the text that was tested: ${text}` : 'This is NOT the text that the finding is about.'],
      exitCode: holds ? exitCodes.done : exitCodes.badInput,
    };
  },
};
