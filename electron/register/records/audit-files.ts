import type { AuditRecord } from '../../../shared/domain/register.js';
import { sha256 } from '../../evidence/canonical.js';
import type { Deed } from '../journal/chain.js';
import type { SealedFiles } from '../sealed/sealed-files.js';
import type { RecordStore } from '../store/record-store.js';
import { find, missing } from './find.js';

/** Files kept with an audit, such as the signed report; encrypted, and deleted with it. */
export class AuditFiles {
  constructor(
    private readonly store: RecordStore,
    private readonly files: SealedFiles,
  ) {}

  /** Replaces a file of the same name; `deed` says in the journal what the file is. */
  keep(audit: string, name: string, bytes: Uint8Array, deed: Deed): Promise<AuditRecord> {
    return this.store.change(async (change) => {
      const record = find(change.records.audits, audit, 'audit');
      const kept = { name, sha256: sha256(bytes), bytes: bytes.length, keptAt: change.time };
      const replaced = record.files.find((file) => file.name === name);
      record.files = [...record.files.filter((file) => file !== replaced), kept];
      await this.files.write(pathOf(audit, kept.sha256), bytes);
      change.log(deed);
      if (replaced !== undefined && !record.files.some((file) => file.sha256 === replaced.sha256)) {
        change.afterwards(() => this.files.remove(pathOf(audit, replaced.sha256)));
      }
      return record;
    });
  }

  async read(audit: string, name: string): Promise<Buffer> {
    const { audits } = await this.store.view();
    const kept = find(audits, audit, 'audit').files.find((file) => file.name === name) ?? missing('file');
    return this.files.read(pathOf(audit, kept.sha256));
  }
}

/** By content, so that a new version never takes the place of the old one before it is recorded. */
function pathOf(audit: string, hash: string): string {
  return `audit/${audit}/files/${hash}`;
}
