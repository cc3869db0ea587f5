import { failed } from '../../../../shared/domain/error.js';
import { valueOf } from '../../../services/failure.js';
import { engineOptions, registerOptions, type Command } from '../../command.js';
import { openRegister } from '../../register-access.js';
import { shortId } from './audit-words.js';

export const deleteCommand: Command = {
  name: 'register delete',
  synopsis: 'AUDIT | --due',
  summary: 'delete a recorded audit with all its content',
  positionals: ['[AUDIT]'],
  options: {
    due: { help: 'delete every audit whose last day of keeping is over' },
    early: { help: 'delete before the last day of keeping' },
    ...registerOptions,
    json: engineOptions.json,
  },

  async run(given, shell) {
    const name = given.positionals.at(0);
    const due = given.options.has('due');
    if (due === (name !== undefined)) {
      valueOf(
        failed(
          'command-invalid',
          'Say which audit is to be deleted, or --due, not both.',
          '"engram register list" shows the audits, with --due those whose time is over.',
        ),
      );
    }
    await openRegister(given, shell);
    const deleted = valueOf(
      await shell.register.use(async ({ audits, retention }) => {
        const doomed = name === undefined ? await retention.due(new Date().toISOString().slice(0, 10)) : [await audits.get(name)];
        for (const { id } of doomed) await retention.delete(id, { early: given.options.has('early') });
        return doomed.map(({ id }) => id);
      }),
    );
    return {
      outcome: { deleted },
      lines: deleted.length === 0 ? ['No audit is due for deletion.'] : [...deleted.map((id) => `Deleted ${shortId(id)}.`), explanation],
    };
  },
};

const explanation =
  'What stays: its number, so that later audits are counted right, and hashes in the journal. Backups are yours to delete.';
