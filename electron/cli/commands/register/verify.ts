import { valueOf } from '../../../services/failure.js';
import { engineOptions, registerOptions, type Command } from '../../command.js';
import { exitCodes } from '../../exit-code.js';
import { openRegister } from '../../register-access.js';

export const verifyCommand: Command = {
  name: 'register verify',
  synopsis: '',
  summary: 'check the journal and every encrypted file',
  positionals: [],
  options: {
    'restart-journal': { help: 'put a damaged journal aside and begin a new one, which says so' },
    ...registerOptions,
    json: engineOptions.json,
  },

  async run(given, shell) {
    await openRegister(given, shell);
    const outcome = valueOf(
      await shell.register.use(async ({ journal }) => {
        if (given.options.has('restart-journal')) await journal.restart();
        return journal.verify();
      }),
    );
    const { entries, head, problems } = outcome;
    const whole = problems.length === 0;
    return {
      outcome,
      lines: whole
        ? [`All is whole. The journal has ${entries} ${entries === 1 ? 'entry' : 'entries'}; its head is ${head?.hash ?? 'missing'}.`]
        : [...problems, '', 'Copy what is damaged back from a backup of the register.'],
      exitCode: whole ? exitCodes.done : exitCodes.badInput,
    };
  },
};
