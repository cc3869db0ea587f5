import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { draftSchema } from '../../../shared/domain/draft.js';

const keptDraftSchema = z.strictObject({ revision: z.int().min(0), savedAt: z.string(), draft: draftSchema });
export type KeptDraft = z.infer<typeof keptDraftSchema>;

/** Where drafts are kept between starts. */
export interface DraftKeeper {
  read(id: string): Promise<KeptDraft | undefined>;
  write(id: string, kept: KeptDraft): Promise<void>;
  remove(id: string): Promise<void>;
  list(): Promise<string[]>;
}

/** One JSON file a draft. A draft holds no private text, so the files are plain. */
export class DraftFiles implements DraftKeeper {
  constructor(private readonly folder: string) {}

  async read(id: string): Promise<KeptDraft | undefined> {
    const text = await readFile(this.fileOf(id), 'utf8').catch(() => undefined);
    if (text === undefined) return undefined;
    // A draft of another version, or a damaged one, is as good as none.
    return keptDraftSchema.safeParse(parsed(text)).data;
  }

  async write(id: string, kept: KeptDraft): Promise<void> {
    await mkdir(this.folder, { recursive: true });
    const temporary = `${this.fileOf(id)}.tmp`;
    await writeFile(temporary, JSON.stringify(kept), { flush: true });
    await rename(temporary, this.fileOf(id));
  }

  async remove(id: string): Promise<void> {
    await rm(this.fileOf(id), { force: true });
  }

  async list(): Promise<string[]> {
    const names = await readdir(this.folder).catch((): string[] => []);
    return names.filter((name) => name.endsWith('.json')).map((name) => name.slice(0, -'.json'.length));
  }

  private fileOf(id: string): string {
    return join(this.folder, `${id}.json`);
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
