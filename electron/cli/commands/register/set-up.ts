import { valueOf } from '../../../services/failure.js';
import { engineOptions, type Command } from '../../command.js';
import { wholeNumber } from '../../option-values.js';
import { readNewPassphrase } from '../../register-access.js';
import { describeWays, readFileOption } from './ways.js';

export const setUpCommand: Command = {
  name: 'register set-up',
  synopsis: '[--recovery-certificate FILE]',
  summary: 'make the register in which audits are recorded from then on',
  positionals: [],
  options: {
    'recovery-certificate': {
      value: 'FILE',
      help: 'certificate of the board (PEM or DER), whose key opens the register when its passphrase is lost',
    },
    'keep-months': { value: 'N', help: 'months for which finished audits have to be kept' },
    'new-passphrase-fd': { value: 'N', help: 'read the passphrase from open file descriptor N' },
    json: engineOptions.json,
  },

  async run(given, shell) {
    const certificate = readFileOption(given, 'recovery-certificate', 'certificate-invalid');
    const keepMonths = wholeNumber(given, 'keep-months', 1, 1200);
    const passphrase = await readNewPassphrase(given, shell);
    const status = valueOf(await shell.register.setUp({ passphrase, certificates: certificate === undefined ? [] : [certificate] }));
    if (keepMonths !== undefined) valueOf(await shell.register.use(({ settings }) => settings.set({ keepMonths })));
    return {
      outcome: status,
      lines: [
        `The register is in ${status.folder}. Back this folder up.`,
        ...describeWays(status.ways),
        ...(certificate === undefined
          ? [
              '',
              'If the passphrase is lost, nothing in the register can be read again. To let the board open it:',
              '  engram register keys --add-certificate FILE',
            ]
          : []),
        '',
        'Audits are recorded from now on; "engram audit" asks for the passphrase.',
      ],
    };
  },
};
