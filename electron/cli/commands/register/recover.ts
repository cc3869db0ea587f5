import { valueOf } from '../../../services/failure.js';
import { engineOptions, type Command, type Shell } from '../../command.js';
import type { Arguments } from '../../arguments.js';
import { readKeyPassphrase, readNewPassphrase } from '../../register-access.js';
import { describeWays, readFileOption } from './ways.js';
import { failed } from '../../../../shared/words/errors.js';

export const recoverCommand: Command = {
  name: 'register recover',
  synopsis: '--recovery-key FILE',
  summary: 'open the register with the key of a recovery certificate and give it a new passphrase',
  positionals: [],
  options: {
    'recovery-key': { value: 'FILE', help: 'private key of a recovery certificate (PEM or PKCS #8)' },
    'key-passphrase-fd': { value: 'N', help: 'read the passphrase of the key from open file descriptor N' },
    'new-passphrase-fd': { value: 'N', help: 'read the new passphrase from open file descriptor N' },
    json: engineOptions.json,
  },

  async run(given, shell) {
    const file = readFileOption(given, 'recovery-key', 'recovery-key-invalid');
    if (file === undefined) {
      return valueOf(failed('command-invalid', { fault: 'recovery-key-missing' }));
    }
    const { notices } = await open(file, given, shell);
    for (const notice of notices) shell.note(notice);
    const passphrase = await readNewPassphrase(given, shell);
    const ways = valueOf(await shell.register.use(({ keys }) => keys.changePassphrase(passphrase)));
    return { outcome: { ways }, lines: ['The register has a new passphrase.', ...describeWays(ways)] };
  },
};

/** Asks for the key's own passphrase only where it has one. */
async function open(file: Buffer, given: Arguments, shell: Shell) {
  if (!given.options.has('key-passphrase-fd')) {
    const opened = await shell.register.open({ by: 'private-key', file });
    if (opened.ok || opened.error.code !== 'recovery-key-locked') return valueOf(opened);
  }
  return valueOf(await shell.register.open({ by: 'private-key', file, passphrase: await readKeyPassphrase(given, shell) }));
}
