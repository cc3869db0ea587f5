import type { FinishedAudit } from '../../../shared/domain/finished-audit.js';

export type ExportFormat = 'json' | 'csv';
export type ExportScope = 'public' | 'full';

/** The numbers of an audit as a file: what may leave, or all of it. */
export function exportOf(
  { entry, result, finding }: FinishedAudit,
  format: ExportFormat,
  scope: ExportScope,
): { name: string; data: string } {
  const content = scope === 'public' ? finding : result;
  const text = format === 'json' ? `${JSON.stringify(content, null, 2)}\n` : csvOf(content);
  return {
    name: `engram-${scope === 'public' ? 'finding' : 'full-result'}-${entry.id.slice(0, 8)}.${format}`,
    data: Buffer.from(text, 'utf8').toString('base64'),
  };
}

/** One number or text a line, named by its place: "tests.0.p". */
function csvOf(content: unknown): string {
  return `${['name,value', ...leaves(content, '').map(([name, value]) => `${cell(name)},${cell(value)}`)].join('\r\n')}\r\n`;
}

function leaves(value: unknown, place: string): [string, string][] {
  if (value === undefined) return [];
  if (value === null || typeof value !== 'object') return [[place, typeof value === 'string' ? value : JSON.stringify(value)]];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, place === '' ? key : `${place}.${key}`));
}

/** Quoted where need be; a leading sign of a formula is kept from being one (OWASP, CSV injection). */
function cell(text: string): string {
  const harmless = /^[=@\t\r]|^[+-](?![\d.])/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
