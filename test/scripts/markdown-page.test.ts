import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { expect, test } from 'vitest';
import { markdownPage, pageOf } from '../../scripts/build/markdown-page.js';

test('the first heading is the title, comments go, and tables are regions named by their section', async () => {
  const { title, html } = await pageOf(
    '<!-- Do not edit. -->\n\n# The *title*\n\nWords.\n\n## One\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n\nMore.\n\n| c |\n| --- |\n| 3 |\n\n### Two\n\n| d |\n| --- |\n| 4 |\n',
  );
  expect(title).toBe('The *title*');
  expect(html).not.toMatch(/Do not edit|<h1/);
  expect([...html.matchAll(/<div role="region" tabindex="0" aria-label="([^"]*)"><table>/g)].map(([, label]) => label)).toEqual([
    'One, table 1',
    'One, table 2',
    'Two, table 1',
  ]);
  expect(html.match(/<\/table>\s*<\/div>/g)).toHaveLength(3);
});

test('a page that stands below a heading has its own headings a level lower', async () => {
  const headings = ({ html }: { html: string }) => html.match(/<h\d/g);
  const page = '# A\n\n## B\n\n### C\n\n## D\n';
  expect(headings(await pageOf(page))).toEqual(['<h2', '<h3', '<h2']);
  expect(headings(await pageOf(page, 1))).toEqual(['<h3', '<h4', '<h3']);
});

test('HTML in a page is left out', async () => {
  expect((await pageOf('# A\n\n<script>alert(1)</script>\n\nb <img src="x"> c\n')).html).not.toMatch(/script|img/);
});

test('a page without a title is refused', async () => {
  await expect(pageOf('Words.')).rejects.toThrow('A page has a heading of the first level.');
});

test('pictures of docs/validity.md become files of the page', async () => {
  const page = fileURLToPath(new URL('../../docs/validity.md', import.meta.url));
  const shown = [...readFileSync(page, 'utf8').matchAll(/\(results\/plots\/([^)]+)\.svg\)/g)].map(([, name]) => name);
  const built = await build({
    configFile: false,
    logLevel: 'error',
    plugins: [markdownPage()],
    build: { write: false, assetsInlineLimit: 0, rolldownOptions: { input: `${page}?html`, preserveEntrySignatures: 'strict' } },
  });
  const output = (Array.isArray(built) ? built : [built]).flatMap((one) => ('output' in one ? one.output : []));
  expect(shown.length).toBeGreaterThan(8);
  expect(
    output
      .filter(({ type }) => type === 'asset')
      .flatMap(({ fileName }) => /assets\/(.+)-.{8}\.svg$/.exec(fileName)?.[1] ?? [])
      .sort(),
  ).toEqual([...shown].sort());
});
