import type { JournalEntry, JournalHead, SignedHead } from '../../../shared/domain/journal.js';
import { RegisterError } from '../error.js';
import type { Installation } from '../installation.js';
import type { SealedFiles } from '../sealed/sealed-files.js';
import type { RecordStore } from '../store/record-store.js';
import { headOf, type Deed } from './chain.js';
import { signedHeadProblem, signHead } from './signed-head.js';

/** What a check of the whole register came to. */
export interface Verification {
  readonly entries: number;
  readonly head: JournalHead | undefined;
  /** A sentence for each thing that is wrong; none where everything holds. */
  readonly problems: readonly string[];
}

/** The journal of a register: who did what when. */
export class Journal {
  constructor(
    private readonly store: RecordStore,
    private readonly files: SealedFiles,
    private readonly installation: Installation,
  ) {}

  /** From the first on, checked; throws `journal-damaged`. */
  entries(): Promise<JournalEntry[]> {
    return this.store.entries();
  }

  /** Adds an entry of a deed done elsewhere, such as a signature; returns the journal's new head. */
  async add(deed: Deed): Promise<JournalHead> {
    await this.store.change(({ log }) => log(deed));
    const end = (await this.store.entries()).at(-1);
    if (end === undefined) throw new RangeError('A journal with an entry has a last one.');
    return headOf(end);
  }

  /**
   * Signs the journal's present head with the installation's key. The last signed head is kept, and
   * with it nobody without the register can put another journal in the place of this one.
   */
  async signHead(): Promise<SignedHead> {
    const signer = await this.installation.journalSigner();
    return this.store.change(async ({ records, time }) => {
      if (records.journal.head === undefined) throw new RangeError('A register begins with an entry in its journal.');
      records.journal.signed = await signHead({ ...records.journal.head, time }, signer);
      return records.journal.signed;
    });
  }

  /** The last head that was signed. */
  async signedHead(): Promise<SignedHead | undefined> {
    return (await this.store.view()).journal.signed;
  }

  /** Checks the journal's chain, its signed head, and that every encrypted file can be opened. */
  async verify(): Promise<Verification> {
    const problems: string[] = [];
    const note = (error: unknown): void => {
      if (!(error instanceof RegisterError)) throw error;
      problems.push(error.message);
    };
    const entries = await this.store.entries().catch((error: unknown) => {
      note(error);
      return [];
    });
    const signed = await this.signedHead();
    const wrong = signed === undefined || entries.length === 0 ? undefined : signedHeadProblem(signed, entries);
    if (wrong !== undefined) problems.push(wrong);
    for (const name of await this.store.fileNames()) {
      await this.files.read(name).catch(note);
    }
    const end = entries.at(-1);
    return { entries: entries.length, head: end && headOf(end), problems };
  }

  /** Puts a damaged journal aside, in the register's backups, and begins a new one that says so. */
  restart(): Promise<void> {
    return this.store.restartJournal();
  }
}
