import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readRows } from '../../../scripts/studies/large-network/row.js';
import { markdownTable } from '../../../scripts/studies/large-network/table.js';

const rows = await readRows();

it('each pair has a planted and a clean network that were trained and audited alike', () => {
  const pairs = [...new Set(rows.map(({ data, seed }) => `${data} ${seed}`))];
  for (const pair of pairs) {
    const [clean, planted] = rows.filter(({ data, seed }) => pair === `${data} ${seed}`);
    expect([clean.network, planted.network]).toEqual(['clean', 'planted']);
    expect(planted.mark).toEqual({ ...clean.mark, copies: planted.mark.copies });
    expect([clean.training.images, clean.audit.hosts, clean.audit.strings]).toEqual([planted.training.images, planted.audit.hosts, planted.audit.strings]);
  }
});

it('the page holds the table of the rows that were recorded', () => {
  const page = readFileSync(new URL('../../../docs/large-network.md', import.meta.url), 'utf8');
  expect(page).toContain(markdownTable(rows).join('\n'));
  // As long as there is no pair the page says so, and no longer than that.
  expect(page.includes('No pair has been recorded yet')).toBe(rows.length === 0);
});
