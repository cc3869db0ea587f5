import { at } from '../../../../shared/domain/at.js';
import { mostCredentialBytes } from '../../limits.js';
import { outcomeOf, verdictLines } from '../../../../shared/words/verification.js';
import { visible } from '../../../../shared/words/visible.js';
import { verifyEvidence } from '../../../services/evidence/evidence-service.js';
import { readGivenFileSync } from '../../../services/evidence/given-file.js';
import { valueOf } from '../../../services/failure.js';
import { engineOptions, type Command } from '../../command.js';
import { exitCodes } from '../../exit-code.js';
import { textWidth } from '../../terminal.js';
import { wrap } from '../../wrap.js';

export const verifyEvidenceCommand: Command = {
  name: 'verify',
  synopsis: 'PATH [--trust ROOTS.pem]',
  summary: 'check a bundle or a report, offline: every hash and every signature',
  positionals: ['PATH'],
  options: {
    trust: { value: 'FILE', help: 'PEM file of the certificates that you trust, one or more' },
    json: engineOptions.json,
  },

  async run(given) {
    const trust = given.options.get('trust');
    const { checks, about } = valueOf(await verifyEvidence(at(given.positionals, 0), trust === undefined ? [] : [readTrust(trust)]));
    const { holds, title, next } = outcomeOf(checks, about, trust !== undefined);
    const widest = Math.max(...checks.map(({ part }) => part.length));
    const lines = checks.flatMap(({ part, holds: fine, says }) => {
      const [first, ...rest] = wrap(says, textWidth - widest - 10).split('\n');
      return [
        `${fine ? 'holds ' : 'FAILS '}  ${part.padEnd(widest)}  ${first}`,
        ...rest.map((line) => `${' '.repeat(widest + 10)}${line}`),
      ];
    });
    return {
      outcome: { holds, checks, about },
      lines: [...lines, '', title, ...(about === undefined ? [] : verdictLines(about).map(visible)), next],
      exitCode: holds ? exitCodes.done : exitCodes.badInput,
    };
  },
};

function readTrust(path: string): string {
  return valueOf(readGivenFileSync(path, mostCredentialBytes, 'identity-invalid', 'trust-file-unreadable')).toString('utf8');
}
