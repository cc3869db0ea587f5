import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { at } from '../../../../shared/domain/at.js';
import { failed } from '../../../../shared/words/errors.js';
import type { History } from '../../../../shared/domain/finding.js';
import type { AuditContent, AuditRecord } from '../../../../shared/domain/register.js';
import { valueOf } from '../../../services/failure.js';
import { engineOptions, registerOptions, type Command } from '../../command.js';
import { openRegister } from '../../register-access.js';
import { dayOf, verdictsOf } from './audit-words.js';

export const showCommand: Command = {
  name: 'register show',
  synopsis: 'AUDIT',
  summary: 'show a recorded audit, and write its spec and full result to a folder if wanted',
  positionals: ['AUDIT'],
  options: {
    out: { value: 'DIR', help: 'new folder for spec, full result and kept files, without the private text; they are not encrypted there' },
    ...registerOptions,
    json: engineOptions.json,
  },

  async run(given, shell) {
    await openRegister(given, shell);
    const out = given.options.get('out');
    const { record, history } = valueOf(
      await shell.register.use(async ({ audits, auditFiles, journal }) => {
        const audit = await audits.get(at(given.positionals, 0));
        if (out !== undefined) {
          const files = await Promise.all(
            audit.files.map(async ({ name }): Promise<[string, Buffer]> => [name, await auditFiles.read(audit.id, name)]),
          );
          writeOut(out, await audits.content(audit.id), files);
          await journal.add({ action: 'full-export', subject: { model: audit.model } });
        }
        return { record: audit, history: await audits.history(audit.id) };
      }),
    );
    return {
      outcome: { ...record, history },
      lines: [...describe(record, history), ...(out === undefined ? [] : ['', `Written to ${out}.`])],
    };
  },
};

function describe(record: AuditRecord, { earlier }: History): string[] {
  const facts: [string, string | undefined][] = [
    ['audit', record.id],
    ['of', `${record.modelName}, SHA-256 ${record.model}`],
    ['reference', record.reference],
    ['begun', record.plannedAt],
    ['ended', record.finishedAt],
    ['this text; kind', verdictsOf(record)],
    ['why', record.failure],
    [
      'number',
      `audit ${record.ordinal} of this model for this feature, corrected for ${record.tried} ${record.tried === 1 ? 'try' : 'tries'}`,
    ],
    ...earlier.map(({ time, text, kind }): [string, string] => [
      'earlier',
      `${dayOf(time)}  ${text}; ${kind}`.replaceAll('not-detected', 'not detected'),
    ]),
    ['keep until', record.keepUntil],
    ['folder', record.folder],
    ...record.files.map(({ name, bytes, keptAt }): [string, string] => ['file', `${name}, ${bytes} bytes, ${dayOf(keptAt)}`]),
  ];
  return facts.flatMap(([name, value]) => (value === undefined ? [] : [`${name.padEnd(15)}  ${value}`]));
}

/** The secrets stay in the register. */
function writeOut(folder: string, { spec, result, run }: AuditContent, files: readonly (readonly [string, Uint8Array])[]): void {
  const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
  const { feature } = spec;
  const open = feature.kind === 'text' ? { ...spec, feature: { ...feature, text: undefined } } : spec;
  try {
    mkdirSync(folder);
    writeFileSync(join(folder, 'spec.json'), json(open));
    if (result !== undefined) writeFileSync(join(folder, 'result.json'), json(result));
    if (run !== undefined) writeFileSync(join(folder, 'run.json'), json({ ...run, seed: undefined }));
    for (const [name, bytes] of files) writeFileSync(join(folder, name), bytes);
  } catch (error) {
    const there = error instanceof Error && 'code' in error && error.code === 'EEXIST';
    valueOf(
      there
        ? failed('output-exists', { fault: 'out-folder-taken', folder })
        : failed('output-unwritable', { fault: 'out-folder-unwritable', folder }),
    );
  }
}
