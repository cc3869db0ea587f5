import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { auditEntrySchema, finishedAuditSchema, type AuditEntry, type FinishedAudit } from '../../../shared/domain/finished-audit.js';
import { Failure } from '../failure.js';

/** Where finished audits are kept. */
export interface Archive {
  add(audit: FinishedAudit): Promise<void>;
  /** Newest first. */
  list(): Promise<AuditEntry[]>;
  /** @throws Failure `not-found` */
  read(id: string): Promise<FinishedAudit>;
  remove(id: string): Promise<void>;
}

const idPattern = /^[0-9a-f-]{36}$/;
const fileName = 'audit.json';

/** One folder an audit. */
export class ArchiveFolder implements Archive {
  constructor(private readonly folder: string) {}

  async add(audit: FinishedAudit): Promise<void> {
    const folder = join(this.folder, audit.entry.id);
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, `${fileName}.tmp`), JSON.stringify(audit), { flush: true });
    await rename(join(folder, `${fileName}.tmp`), join(folder, fileName));
  }

  async list(): Promise<AuditEntry[]> {
    const ids = (await readdir(this.folder).catch((): string[] => [])).filter((name) => idPattern.test(name));
    const entries = await Promise.all(ids.map(async (id) => auditEntrySchema.safeParse((await this.load(id))?.entry).data));
    return entries.flatMap((entry) => entry ?? []).sort((a, b) => b.finishedAt.localeCompare(a.finishedAt));
  }

  async read(id: string): Promise<FinishedAudit> {
    const audit = idPattern.test(id) ? finishedAuditSchema.safeParse(await this.load(id)).data : undefined;
    if (audit === undefined) {
      throw new Failure({ code: 'not-found', message: 'There is no such audit, or its record is damaged.', hint: 'It may have been deleted in another window.' });
    }
    return audit;
  }

  async remove(id: string): Promise<void> {
    await this.read(id);
    await rm(join(this.folder, id), { recursive: true, force: true });
  }

  private async load(id: string): Promise<Partial<Record<keyof FinishedAudit, unknown>> | undefined> {
    try {
      return JSON.parse(await readFile(join(this.folder, id, fileName), 'utf8')) as Partial<Record<keyof FinishedAudit, unknown>>;
    } catch {
      return undefined;
    }
  }
}
