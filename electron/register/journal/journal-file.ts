import type { Fault } from '../../../shared/words/errors.js';
import { mkdir, open, readFile, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { at } from '../../../shared/domain/at.js';
import { journalEntrySchema, type JournalEntry, type JournalHead } from '../../../shared/domain/journal.js';
import { canonicalBytes, sha256 } from '../../evidence/canonical.js';
import { renameDurably } from '../../files/durable-file.js';
import { isSystemError, RegisterError } from '../error.js';
import { follows, hashOf, headOf } from './chain.js';

/** Room for any entry: the end of the file is read in parts of this size. */
const tailBytes = 64 * 1024;
const newline = 0x0a;

interface Tail {
  readonly head: JournalHead | undefined;
  /** Where the last whole line ends. */
  readonly end: number;
}

/** The journal on disk: an entry a line, only ever added to. */
export class JournalFile {
  constructor(private readonly path: string) {}

  /**
   * Brings the file to `head`, the head that the records have: takes off a line that was cut short,
   * and writes what is missing of `last`, the entries of the last change.
   * @returns the file's head; beyond `head` when older records were put back from a backup
   * @throws RegisterError `journal-damaged`
   */
  async mend(head: JournalHead | undefined, last: readonly JournalEntry[]): Promise<JournalHead | undefined> {
    const file = await openForUpdate(this.path);
    try {
      const tail = await readTail(file);
      if (tail.head?.index === head?.index && tail.head?.hash === head?.hash) {
        await cut(file, tail);
        return head;
      }
      const missing = last.filter(({ index }) => index > (tail.head?.index ?? -1));
      if (missing.length > 0 && follows(at(missing, 0), tail.head)) {
        await cut(file, tail);
        await file.write(linesOf(missing), tail.end, 'utf8');
        await file.sync();
        return head;
      }
    } finally {
      await file.close();
    }
    return this.requireContinuation(head);
  }

  async append(entries: readonly JournalEntry[]): Promise<void> {
    if (entries.length === 0) return;
    const file = await open(this.path, 'a', 0o600);
    try {
      await file.writeFile(linesOf(entries));
      await file.sync();
    } finally {
      await file.close();
    }
  }

  /** All entries; throws `journal-damaged` with the place where the chain breaks. */
  async read(): Promise<JournalEntry[]> {
    const text = await readFile(this.path, 'utf8').catch((error: unknown) => {
      if (isSystemError(error, 'ENOENT')) return '';
      throw error;
    });
    const entries: JournalEntry[] = [];
    let head: JournalHead | undefined;
    for (const line of text.split('\n').slice(0, -1)) {
      const entry = parse(line);
      if (entry === undefined || !follows(entry, head)) {
        throw damaged({ fault: 'journal-broken', entries: entries.length });
      }
      entries.push(entry);
      head = headOf(entry);
    }
    return entries;
  }

  /** Puts a damaged journal aside under another name; returns the SHA-256 of what it was. */
  async setAside(path: string): Promise<string> {
    const bytes = await readFile(this.path);
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await renameDurably(this.path, path);
    return sha256(bytes);
  }

  /** Older records may be put back from a backup: then the whole journal has to hold, with their head in it. */
  private async requireContinuation(head: JournalHead | undefined): Promise<JournalHead | undefined> {
    const entries = await this.read();
    if (head !== undefined && (entries.length <= head.index || hashOf(at(entries, head.index)) !== head.hash)) {
      throw damaged({ fault: 'journal-shorter-than-records', entries: entries.length, index: head.index });
    }
    const end = entries.at(-1);
    return end && headOf(end);
  }
}

export function damaged(fault: Fault): RegisterError {
  return new RegisterError('journal-damaged', fault);
}

async function readTail(file: FileHandle): Promise<Tail> {
  const { size } = await file.stat();
  const start = Math.max(0, size - tailBytes);
  const bytes = Buffer.alloc(size - start);
  await file.read(bytes, 0, bytes.length, start);
  const lineEnd = bytes.lastIndexOf(newline);
  if (lineEnd === -1) {
    if (start > 0) throw damaged({ fault: 'journal-cut-short' });
    return { head: undefined, end: 0 };
  }
  const entry = parse(bytes.toString('utf8', bytes.lastIndexOf(newline, lineEnd - 1) + 1, lineEnd));
  if (entry === undefined) throw damaged({ fault: 'journal-last-entry-damaged' });
  return { head: headOf(entry), end: start + lineEnd + 1 };
}

/** Takes off what follows the last whole line: the writing of it was cut short. */
async function cut(file: FileHandle, { end }: Tail): Promise<void> {
  const { size } = await file.stat();
  if (size === end) return;
  await file.truncate(end);
  await file.sync();
}

/** Not for appending, as Windows cannot cut such a file. */
async function openForUpdate(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'r+');
  } catch (error) {
    if (!isSystemError(error, 'ENOENT')) throw error;
    return open(path, 'w+', 0o600);
  }
}

function linesOf(entries: readonly JournalEntry[]): string {
  return entries.map((entry) => `${canonicalBytes(entry).toString('utf8')}\n`).join('');
}

function parse(line: string): JournalEntry | undefined {
  try {
    return journalEntrySchema.parse(JSON.parse(line));
  } catch {
    return undefined;
  }
}
