import type { Said } from '../../said.js';
import { said } from './said.js';

/** Why a report is not as Engram writes it. */

const alteredReport = (what: string): Said =>
  said(
    `The report is not as Engram writes it: ${what}.`,
    'Take the file that Engram wrote, or a signed copy of it that was only added to.',
  );

export const reportFileErrors = {
  'role-signed': ({ role }: { readonly role: string }) =>
    said(`The ${role} has signed this report already.`, 'Choose another role, or make a new report.'),
  'signature-too-large': ({ bytes, room }: { readonly bytes: number; readonly room: number }) =>
    said(
      `The signature takes ${bytes} bytes and the report has room for ${room}.`,
      'Leave certificates out of the chain that a reader has anyway.',
    ),
  'report-larger-than-mib': ({ largestFile }: { readonly largestFile: number }) =>
    alteredReport(`it is larger than ${largestFile / 2 ** 20} MiB`),
  'report-no-pdf-1-7': () => alteredReport('it is no PDF 1.7'),
  'report-object-missing': ({ number }: { readonly number: number }) => alteredReport(`object ${number} is missing`),
  'report-dictionary-missing': () => alteredReport('a dictionary is missing'),
  'report-stream-missing': () => alteredReport('a stream is missing'),
  'report-object-misplaced': ({ number }: { readonly number: number }) => alteredReport(`object ${number} is not where the table says`),
  'report-too-many-revisions': () => alteredReport('it has too many revisions'),
  'report-revisions-out-of-order': () => alteredReport('its revisions do not follow each other'),
  'report-something-stands-after-end': () => alteredReport('something stands after its end'),
  'report-earlier-revision-missing': () => alteredReport('an earlier revision is missing'),
  'report-too-many-objects': () => alteredReport('it has too many objects'),
  'report-trailer-missing': () => alteredReport('its trailer is missing'),
  'report-key-missing': ({ key }: { readonly key: string }) => alteredReport(`${key} is missing`),
  'report-stream-damaged': () => alteredReport('a stream is damaged'),
  'report-attached-files-missing': () => alteredReport('its attached files are missing'),
  'report-attached-file-no-name': () => alteredReport('an attached file has no name'),
  'report-attached-file-missing': () => alteredReport('an attached file is missing'),
  'report-signature-fields-missing': () => alteredReport('its signature fields are missing'),
  'report-signature-field-missing': () => alteredReport('a signature field is missing'),
  'report-signature-field-another-name': () => alteredReport('a signature field has another name'),
  'report-signature-in-its-field': () => alteredReport('a signature stands in its field'),
  'report-role-two-fields': () => alteredReport('a role has two fields'),
  'report-revision-adds-no-signature': ({ revision }: { readonly revision: number }) =>
    alteredReport(`revision ${revision + 1} adds no signature`),
  'report-signature-missing': () => alteredReport('a signature is missing'),
  'report-revision-changes-more-than-signature': ({ revision }: { readonly revision: number }) =>
    alteredReport(`revision ${revision + 1} changes more than a signature`),
  'report-revision-changes-signature-field': ({ revision }: { readonly revision: number }) =>
    alteredReport(`revision ${revision + 1} changes a signature field`),
  'report-signature-key-missing': ({ key }: { readonly key: string }) => alteredReport(`a signature has no ${key}`),
  'report-signature-no-time': () => alteredReport('a signature has no time'),
  'report-role-field-missing': ({ role }: { readonly role: string }) => alteredReport(`it has no field for the ${role}`),
  'report-signature-field-unplaced': () => alteredReport('a signature field has no place'),
  'report-syntax': ({ problem }: { readonly problem: string }) => alteredReport(problem),
  'report-statement-missing': () => alteredReport('a statement is missing'),
};
