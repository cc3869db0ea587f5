import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Marked, type Tokens } from 'marked';
import type { Plugin } from 'vite';

/**
 * Takes Markdown files of this repository into the window's page: `import { title, html } from
 * 'file.md?html'`. The first heading is the title; pictures become files of the page's own, and tables,
 * which may be wider than the page, regions that scroll and can be reached by keyboard. Of
 * 'file.md?section' the headings are a level lower, to stand below its title as a heading of the second.
 */
export function markdownPage(): Plugin {
  return {
    name: 'engram-markdown-page',
    enforce: 'pre',
    async load(id) {
      const [path, query] = id.split('?');
      if ((query !== 'html' && query !== 'section') || !path.endsWith('.md')) return null;
      this.addWatchFile(path);
      const page = await pageOf(await readFile(path, 'utf8'), query === 'section' ? 1 : 0);
      return { code: moduleOf(page, dirname(path)), map: null };
    },
  };
}

interface Page {
  readonly title: string;
  readonly html: string;
}

function moduleOf({ title, html }: Page, folder: string): string {
  const [first, ...rest] = html.split(/<img src="([^"]+)"/);
  const pictures = rest.filter((_, index) => index % 2 === 0);
  const imports = pictures.map((picture, index) => `import picture${index} from ${JSON.stringify(`${join(folder, picture)}?url`)};`);
  const after = rest.filter((_, index) => index % 2 === 1);
  const parts = after.map((part, index) => ` + '<img src="' + picture${index} + '"' + ${JSON.stringify(part)}`);
  return [
    ...imports,
    `export const title = ${JSON.stringify(title)};`,
    `export const html = ${JSON.stringify(first)}${parts.join('')};`,
  ].join('\n');
}

/** The title of a Markdown page and the HTML of what is below it, without its comments, its headings `lowered` by so many levels. */
export async function pageOf(markdown: string, lowered = 0): Promise<Page> {
  const marked = new Marked({ renderer: { html: () => '' } });
  const tokens = marked.lexer(markdown);
  const heading = tokens.find((token) => token.type === 'heading' && token.depth === 1);
  if (heading === undefined || !('text' in heading)) throw new Error('A page has a heading of the first level.');
  for (const token of tokens) if (token.type === 'heading') (token as Tokens.Heading).depth += lowered;
  const html = marked.parser(tokens.filter((token) => token !== heading));
  let section = '';
  let tables = 0;
  const labelled = html.replace(/<h[2-6][^>]*>(.*?)<\/h[2-6]>|<table>|<\/table>/g, (found, words: string | undefined) => {
    if (words !== undefined) {
      section = words.replace(/<[^>]*>/g, '');
      tables = 0;
    }
    if (found === '<table>') return `<div role="region" tabindex="0" aria-label="${section}, table ${++tables}"><table>`;
    return found === '</table>' ? '</table></div>' : found;
  });
  return { title: heading.text as string, html: labelled };
}
