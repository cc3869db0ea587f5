import { at } from '../../../../shared/domain/at.js';
import { invalid, type PdfFile } from './file.js';
import { PdfString, Reference, type PdfObject } from './objects.js';

const mostAttachments = 10;

/** The files attached to a report when it was made, by name. */
export function attachmentsOf(file: PdfFile): Map<string, Buffer> {
  const catalogue = file.dictionary(file.trailer.get('Root'));
  const names = file.dictionary(catalogue.get('Names'));
  const tree = file.dictionary(names.get('EmbeddedFiles'));
  const listed = tree.get('Names');
  if (!Array.isArray(listed) || listed.length > 2 * mostAttachments) throw invalid({ fault: 'report-attached-files-missing' });
  return new Map(pairsOf(listed).map(([name, specification]) => [name, contentOf(file, specification)]));
}

function pairsOf(listed: readonly PdfObject[]): [string, PdfObject][] {
  return Array.from({ length: Math.floor(listed.length / 2) }, (_, index) => {
    const name = listed[2 * index];
    if (!(name instanceof PdfString)) throw invalid({ fault: 'report-attached-file-no-name' });
    return [name.text, at(listed, 2 * index + 1)];
  });
}

function contentOf(file: PdfFile, specification: PdfObject): Buffer {
  const content = file.dictionary(file.dictionary(specification).get('EF')).get('F');
  if (!(content instanceof Reference)) throw invalid({ fault: 'report-attached-file-missing' });
  return file.stream(content);
}
