import { words } from '../../../shared/words/words.js';
import { join } from 'node:path';
import { Low } from 'lowdb';
import type { JournalEntry } from '../../../shared/domain/journal.js';
import type { RegisterRecords } from '../../../shared/domain/register.js';
import { RegisterError } from '../error.js';
import type { RegisterFolder } from '../folder.js';
import { chain, headOf, type Deed } from '../journal/chain.js';
import { JournalFile } from '../journal/journal-file.js';
import { holdLock } from '../lock.js';
import type { RecordsFile } from './records-file.js';
import { fileNames, sweep } from './sweep.js';

/** One change to the register: all of it happens, or nothing. */
export interface Change {
  /** The newest records, to be altered in place. */
  readonly records: RegisterRecords;
  /** When the change is made; UTC with milliseconds. */
  readonly time: string;
  /** Says in the journal what is done. */
  readonly log: (deed: Deed) => void;
  /** Done once the change is on disk, such as removing files that no record names any more. */
  readonly afterwards: (work: () => Promise<void>) => void;
}

/**
 * Records and journal, changed together. A change reads the newest records under the lock, and is
 * made when the records are written; its journal entries stand in the records too, so that whoever
 * comes next adds them to the journal where this process was cut short.
 */
export class RecordStore {
  private readonly database: Low<RegisterRecords>;
  private readonly journal: JournalFile;
  private stamp: string | undefined;
  private queue: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly folder: RegisterFolder,
    private readonly file: RecordsFile,
    initial: RegisterRecords,
    private readonly now: () => Date,
  ) {
    this.database = new Low(file, initial);
    this.journal = new JournalFile(folder.journal);
  }

  /** Writes the first records. */
  create(deed: Deed): Promise<void> {
    return this.exclusively(() => this.commit([deed], this.now().toISOString()));
  }

  /** Mends what was cut short or damaged and says what, a sentence each. */
  open(): Promise<string[]> {
    return this.exclusively(async () => {
      await this.database.read();
      const notices = [...this.file.notices];
      const deeds: Deed[] = this.file.migratedFrom === undefined ? [] : [{ action: 'register-migrated', subject: {} }];
      if (notices.length > deeds.length) deeds.push({ action: 'register-recovered', subject: {} });
      try {
        const newest = await this.mendJournal(deeds);
        if (newest) await sweep(this.folder, this.database.data);
        else notices.push(words.notices.recordsPutBack);
        if (deeds.length > 0) await this.commit(deeds, this.now().toISOString());
      } catch (error) {
        // The records can be read without their journal; changing them is refused until it is put right.
        if (!(error instanceof RegisterError && error.code === 'journal-damaged')) throw error;
        notices.push(`${error.message} ${error.hint}`);
      }
      return notices;
    });
  }

  /** The newest records, not to be altered. */
  async view(): Promise<Readonly<RegisterRecords>> {
    if (this.stamp === undefined || this.stamp !== (await this.file.stamp())) {
      await this.exclusively(() => this.refresh());
    }
    return this.database.data;
  }

  /** Whatever `make` throws, nothing has changed. */
  change<Value>(make: (change: Change) => Value | Promise<Value>): Promise<Value> {
    return this.exclusively(async () => {
      const deeds: Deed[] = [];
      const afterwards: (() => Promise<void>)[] = [];
      const time = this.now().toISOString();
      await this.database.read();
      this.stamp = undefined;
      await this.mendJournal(deeds);
      const value = await make({
        records: this.database.data,
        time,
        log: (deed) => void deeds.push(deed),
        afterwards: (work) => void afterwards.push(work),
      });
      await this.commit(deeds, time);
      for (const work of afterwards) await work();
      return value;
    });
  }

  /** The whole journal, checked; throws `journal-damaged`. */
  entries(): Promise<JournalEntry[]> {
    return this.exclusively(async () => {
      await this.database.read();
      const { head, last } = this.database.data.journal;
      await this.journal.mend(head, last);
      return this.journal.read();
    });
  }

  /** Names of the encrypted files that the records need. */
  async fileNames(): Promise<string[]> {
    return fileNames(await this.view());
  }

  /** Puts a damaged journal aside and begins a new one, which says so. */
  restartJournal(): Promise<void> {
    return this.exclusively(async () => {
      await this.database.read();
      const time = this.now().toISOString();
      const sha256 = await this.journal.setAside(join(this.folder.backups, `journal-damaged-${time.replaceAll(':', '-')}.jsonl`));
      this.database.data.journal = { head: undefined, last: [] };
      await this.commit([{ action: 'register-recovered', subject: { journal: sha256 } }], time);
    });
  }

  /** Whether the records are the newest that there were; if not, `deeds` tells of it from here on. */
  private async mendJournal(deeds: Deed[]): Promise<boolean> {
    const { journal } = this.database.data;
    const head = await this.journal.mend(journal.head, journal.last);
    if (head?.index === journal.head?.index) return true;
    journal.head = head;
    deeds.push({ action: 'register-recovered', subject: {} });
    return false;
  }

  /** Writes the records, and with them the change is made; then its entries. */
  private async commit(deeds: readonly Deed[], time: string): Promise<void> {
    const { journal } = this.database.data;
    const before = journal.last.at(-1)?.time;
    const entries = chain(journal.head, wentBack(before, time) ? [{ action: 'clock-set-back', subject: {} }, ...deeds] : deeds, time);
    const end = entries.at(-1);
    this.database.data.journal = { ...journal, head: end === undefined ? journal.head : headOf(end), last: entries };
    await this.database.write();
    await this.journal.append(entries);
    this.stamp = await this.file.stamp();
  }

  private async refresh(): Promise<void> {
    await this.database.read();
    this.stamp = await this.file.stamp();
  }

  /** One at a time: in this process by a queue, among processes by the lock. */
  private exclusively<Value>(work: () => Promise<Value>): Promise<Value> {
    const turn = this.queue.then(() => holdLock(this.folder.lock, work));
    this.queue = turn.catch(() => undefined);
    return turn;
  }
}

/** Clocks are set right by less. */
const clockTolerance = 60_000;

function wentBack(before: string | undefined, now: string): boolean {
  return before !== undefined && Date.parse(before) - Date.parse(now) > clockTolerance;
}
