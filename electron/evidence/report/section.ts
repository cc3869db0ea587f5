import type { Finding } from '../../../shared/domain/finding.js';
import type { JournalHead } from '../../../shared/domain/journal.js';
import type { Words } from '../../../shared/words/words.js';
import type { ReportDocument } from './pdf/document.js';

/** What every section writes with. */
export interface Section {
  readonly document: ReportDocument;
  readonly finding: Finding;
  readonly journal: JournalHead | undefined;
  readonly words: Words;
}
