import type { Result } from '../../../../shared/domain/error.js';
import type { AuditRecord, DeletedAudit } from '../../../../shared/domain/register.js';
import { visible } from '../../../../shared/words/visible.js';
import { words } from '../../../../shared/words/words.js';
import { valueOf } from '../../../services/failure.js';
import { engineOptions, registerOptions, type Command, type Done } from '../../command.js';
import { openRegister } from '../../register-access.js';
import { dayOf, shortId, verdictsOf } from './audit-words.js';

export const listCommand: Command = {
  name: 'register list',
  synopsis: '[SEARCH]',
  summary: 'list the recorded audits, the newest first',
  positionals: ['[SEARCH]'],
  options: {
    due: { help: 'only audits whose last day of keeping is over' },
    deleted: { help: 'what stays of deleted audits, with the reason where one was needed' },
    ...registerOptions,
    json: engineOptions.json,
  },

  async run(given, shell) {
    await openRegister(given, shell);
    if (given.options.has('deleted')) return deletedAudits(await shell.register.use(({ retention }) => retention.deleted()));
    const search = given.positionals.at(0);
    const audits = valueOf(
      await shell.register.use(async ({ audits: recorded, retention }) => {
        const due = given.options.has('due') ? await retention.due(new Date().toISOString().slice(0, 10)) : undefined;
        const found = await recorded.list({ search });
        return due === undefined ? found : found.filter(({ id }) => due.some((audit) => audit.id === id));
      }),
    );
    return {
      outcome: audits,
      lines:
        audits.length === 0
          ? [search === undefined && !given.options.has('due') ? 'No audit is recorded yet.' : 'No audit was found.']
          : rows(audits),
    };
  },
};

function deletedAudits(found: Result<readonly DeletedAudit[]>): Done {
  const deleted = valueOf(found);
  return {
    outcome: deleted,
    lines:
      deleted.length === 0
        ? [words.deletion.noneDeleted]
        : deleted.map(({ id, deletedAt, reason = '' }) => [shortId(id), dayOf(deletedAt), visible(reason)].join('  ').trimEnd()),
  };
}

const widths = [8, 10, 24, 5] as const;

function rows(audits: readonly AuditRecord[]): string[] {
  return [
    row('Audit', 'Day', 'Reference or model', 'No.', 'This text; marks of this kind'),
    ...audits.map((audit) =>
      row(shortId(audit.id), dayOf(audit.plannedAt), audit.reference ?? audit.modelName, String(audit.ordinal), verdictsOf(audit)),
    ),
  ];
}

function row(...cells: readonly string[]): string {
  return cells
    .map((cell, column) => {
      const width = widths[column];
      return width === undefined ? cell : cell.slice(0, width).padEnd(width);
    })
    .join('  ')
    .trimEnd();
}
