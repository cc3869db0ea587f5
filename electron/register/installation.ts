import { X509Certificate } from 'node:crypto';
import { hostname } from 'node:os';
import { z } from 'zod';
import { createLocalRoot, generateIdentityKeys, type LocalRoot } from '../evidence/signing/identities/local.js';
import type { Signer } from '../evidence/signing/signer.js';
import { RegisterError } from './error.js';
import { createJournalKey, journalSigner } from './journal/journal-signer.js';
import { installationFolder, type SealedFiles } from './sealed/sealed-files.js';
import type { RecordStore } from './store/record-store.js';

const rootFile = `${installationFolder}/root`;
const journalFile = `${installationFolder}/journal`;

const keySchema = z.strictObject({ certificate: z.string(), key: z.string() });
type Key = z.infer<typeof keySchema>;

/** Common names have at most 64 characters. */
const longestName = 40;

/** What this installation signs with: the root of its local identities, and the key of its journal's heads. Each is made on first use. */
export class Installation {
  constructor(
    private readonly store: RecordStore,
    private readonly files: SealedFiles,
    private readonly now: () => Date,
  ) {}

  /** Issues local identities; a verifier may choose to trust its certificate. */
  async root(): Promise<LocalRoot> {
    const { certificate, key } = await this.once(rootFile, async () => {
      const root = createLocalRoot(name(), await generateIdentityKeys(), this.now());
      return { certificate: root.certificate.toString(), key: root.key };
    });
    return { certificate: new X509Certificate(certificate), key };
  }

  /** Signs the journal's heads for this installation, not for a person. */
  async journalSigner(): Promise<Signer> {
    return journalSigner(await this.once(journalFile, () => createJournalKey(name(), this.now())));
  }

  /** Kept under the lock, so that of two processes which make one at once both take the first. */
  private async once(file: string, make: () => Promise<Key>): Promise<Key> {
    const kept = await this.read(file);
    if (kept !== undefined) return kept;
    const made = await make();
    return this.store.change(async ({ log }) => {
      const there = await this.read(file);
      if (there !== undefined) return there;
      await this.files.write(file, JSON.stringify(made));
      log({
        action: 'identity-created',
        subject: { certificate: new X509Certificate(made.certificate).fingerprint256.replaceAll(':', '').toLowerCase() },
      });
      return made;
    });
  }

  private async read(file: string): Promise<Key | undefined> {
    try {
      return keySchema.parse(JSON.parse((await this.files.read(file)).toString('utf8')));
    } catch (error) {
      if (error instanceof RegisterError && error.code === 'record-missing') return undefined;
      throw error;
    }
  }
}

function name(): string {
  return hostname().slice(0, longestName);
}
