import { valueOf } from '../../../services/failure.js';
import { engineOptions, registerOptions, type Command } from '../../command.js';
import { openRegister, readNewPassphrase } from '../../register-access.js';
import { describeWays, readFileOption } from './ways.js';

export const keysCommand: Command = {
  name: 'register keys',
  synopsis: '',
  summary: 'show or change what opens the register',
  positionals: [],
  options: {
    'change-passphrase': { help: 'ask for a new passphrase; the former one opens the register no more' },
    'add-certificate': { value: 'FILE', help: 'let the key of this certificate open the register' },
    'remove-certificate': { value: 'SHA-256', help: 'let the certificate of this fingerprint open it no more' },
    ...registerOptions,
    'new-passphrase-fd': { value: 'N', help: 'read the new passphrase from open file descriptor N' },
    json: engineOptions.json,
  },

  async run(given, shell) {
    const certificate = readFileOption(given, 'add-certificate', 'certificate-invalid');
    const fingerprint = given.options.get('remove-certificate');
    await openRegister(given, shell);
    const passphrase = given.options.has('change-passphrase') ? await readNewPassphrase(given, shell) : undefined;
    const ways = valueOf(
      await shell.register.use(async ({ keys }) => {
        if (certificate !== undefined) await keys.addCertificate(certificate);
        if (fingerprint !== undefined) await keys.removeCertificate(fingerprint);
        if (passphrase !== undefined) await keys.changePassphrase(passphrase);
        return keys.ways();
      }),
    );
    return { outcome: { ways }, lines: describeWays(ways) };
  },
};
