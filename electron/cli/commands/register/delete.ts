import type { Deletion } from '../../../../shared/domain/deletion.js';
import { visible } from '../../../../shared/words/visible.js';
import { words } from '../../../../shared/words/words.js';
import { deleteAudit, readDeletion } from '../../../services/audits/deletion.js';
import { valueOf } from '../../../services/failure.js';
import type { Arguments } from '../../arguments.js';
import { engineOptions, registerOptions, type Command, type Shell } from '../../command.js';
import { confirmSeen, seenOption } from '../../confirm.js';
import { openRegister } from '../../register-access.js';
import { shortId } from './audit-words.js';
import { failed } from '../../../../shared/words/errors.js';

export const deleteCommand: Command = {
  name: 'register delete',
  synopsis: 'AUDIT | --due',
  summary: 'delete a recorded audit with all its content',
  positionals: ['[AUDIT]'],
  options: {
    due: { help: 'delete every audit whose last day of keeping is over' },
    reason: { value: 'TEXT', help: 'why; needed for an audit that was signed or has to be kept, and kept in the register' },
    early: { help: 'delete it before its last day of keeping' },
    ...seenOption,
    ...registerOptions,
    json: engineOptions.json,
  },

  async run(given, shell) {
    const name = given.positionals.at(0);
    const due = given.options.has('due');
    if (due === (name !== undefined)) {
      valueOf(failed('command-invalid', { fault: 'audit-to-delete-unsaid' }));
    }
    await openRegister(given, shell);
    const now = new Date();
    const doomed = valueOf(
      await shell.register.use(async (register) => {
        const names = name === undefined ? (await register.retention.due(now.toISOString().slice(0, 10))).map(({ id }) => id) : [name];
        return Promise.all(names.map((one) => readDeletion(register, one, now)));
      }),
    );
    const deleted: string[] = [];
    for (const deletion of doomed) {
      await confirm(given, shell, deletion);
      valueOf(await shell.register.use((register) => deleteAudit(register, deletion, given.options.get('reason'))));
      deleted.push(deletion.id);
    }
    const { none, done, left } = words.deletion;
    return {
      outcome: { deleted },
      lines: deleted.length === 0 ? [none] : [...deleted.map((id) => done(shortId(id))), left],
    };
  },
};

/** Asks once more where the reason is given; where it is missing, the deletion itself says so. */
async function confirm(given: Arguments, shell: Shell, deletion: Deletion): Promise<void> {
  const { signatures, unreadable, report, keepUntil } = deletion;
  const { what, nameless, against, word, early } = words.deletion;
  if (!given.options.has('reason')) return;
  if (keepUntil !== undefined && !given.options.has('early')) valueOf(failed('record-kept', early(keepUntil)));
  if (report === undefined || (signatures.length === 0 && !unreadable)) return;
  await confirmSeen(given, shell, report, [what(deletion.reference || nameless), ...against(deletion)].map(visible), word);
}
