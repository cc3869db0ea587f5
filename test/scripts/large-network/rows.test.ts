import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readRows } from '../../../scripts/large-network/row.js';
import { markdownTable } from '../../../scripts/large-network/table.js';

const rows = await readRows();

it('each planted network has a clean twin that was trained and audited alike', () => {
  const planted = rows.filter(({ network }) => network === 'planted');
  expect(planted.length).toBeGreaterThan(0);
  for (const { data, seed, mark, training, audit } of planted) {
    const twin = rows.find((row) => row.network === 'clean' && row.data === data && row.seed === seed);
    expect(twin?.mark).toEqual({ ...mark, copies: 0 });
    expect([twin?.training.images, twin?.audit.hosts, twin?.audit.strings]).toEqual([training.images, audit.hosts, audit.strings]);
  }
});

it('each network was audited in full within two hours, and the controls beside it were judged rightly', () => {
  for (const { audit } of rows) {
    expect(audit.seconds).toBeLessThan(7200);
    expect(audit.students.count).toBeGreaterThan(1);
    expect(audit.controlsRight).toBe(true);
  }
});

it('the page holds the table of the rows that were recorded', () => {
  const page = readFileSync(new URL('../../../docs/large-network.md', import.meta.url), 'utf8');
  expect(page).toContain(markdownTable(rows).join('\n'));
});
