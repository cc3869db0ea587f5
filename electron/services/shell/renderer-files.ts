import { realpath } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};

export interface RendererFile {
  readonly path: string;
  readonly contentType: string;
}

/**
 * The file of the built renderer that a URL's path names; undefined where there is none, where it
 * is of a kind that a renderer has not, and where it lies outside of `folder`, by "..", by an
 * encoded slash or by a link.
 * @param pathname still percent-encoded, as `URL.pathname` gives it
 */
export async function rendererFile(folder: string, pathname: string): Promise<RendererFile | undefined> {
  const path = decode(pathname);
  if (path === undefined || /[\0\\:]/.test(path) || path.split('/').includes('..')) {
    return undefined;
  }
  const contentType = contentTypes[extname(path === '/' ? 'index.html' : path).toLowerCase()];
  if (contentType === undefined) {
    return undefined;
  }
  try {
    const root = await realpath(folder);
    const real = await realpath(join(folder, path === '/' ? 'index.html' : path));
    return real.startsWith(root + sep) ? { path: real, contentType } : undefined;
  } catch {
    return undefined;
  }
}

function decode(pathname: string): string | undefined {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return undefined;
  }
}
