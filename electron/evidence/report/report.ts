import type { Finding } from '../../../shared/domain/finding.js';
import type { JournalHead } from '../../../shared/domain/journal.js';
import { canonicalBytes, sha256 } from '../canonical.js';
import { words as english, type Words } from '../../../shared/words/words.js';
import { attachmentNames } from './attachment-names.js';
import { ReportDocument, type Paper } from './pdf/document.js';
import type { Section } from './section.js';
import { annexSections } from './sections/annexes.js';
import { firstPage } from './sections/first-page.js';
import { methodSection } from './sections/method.js';
import { numbersSection } from './sections/numbers.js';
import { plotsSection } from './sections/plots.js';
import { provenanceSections } from './sections/provenance.js';
import { signatureSection } from './sections/signatures.js';

export interface ReportInput {
  readonly finding: Finding;
  /** The journal's head when the report is made; printed, so that the bundle's journal can be held to it. */
  readonly journal: JournalHead | undefined;
  readonly paper: Paper;
  readonly words?: Words;
}

/** For the footer's one line. */
function shortened(reference: string): string {
  return reference.length > 48 ? `${reference.slice(0, 47)}…` : reference;
}

/**
 * The report of a finding: a tagged PDF/A-3a and PDF/UA-1 file with an empty signature field for each
 * role and the finding attached. Equal input gives equal bytes, in whatever time zone and locale.
 */
export async function renderReport({ finding, journal, paper, words = english }: ReportInput): Promise<Buffer> {
  const attached = canonicalBytes(finding);
  const { title, titleOf, organisation, marked } = words.report.firstPage;
  const { privateText, label } = finding.released;
  const document = new ReportDocument({
    paper,
    title: titleOf(finding.case.model.name, finding.case.reference),
    author: finding.case.controller,
    subject: title,
    language: words.language,
    creator: `${organisation} ${finding.run.engram}`,
    time: new Date(finding.run.finishedAt),
    footer: (page) => `${page}  ·  ${shortened(finding.case.reference)}  ·  finding SHA-256 ${sha256(attached).slice(0, 16)}…`,
    marking: privateText !== undefined ? marked.privateText : label !== undefined ? marked.label : undefined,
  });
  const section: Section = { document, finding, journal, words };
  firstPage(section);
  document.newPage();
  methodSection(section);
  plotsSection(section);
  numbersSection(section);
  provenanceSections(section);
  signatureSection(section);
  annexSections(section);
  document.attach(attachmentNames.finding, 'application/json', title, attached);
  if (journal) document.attach(attachmentNames.journal, 'application/json', words.report.numbers.facts.journal, canonicalBytes(journal));
  return document.finish();
}
