import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Typography } from '../../../../shared/domain/feature.js';
import { EngineError } from '../../base/error.js';
import { parseFont, type BitmapFont } from './font.js';

/** A path: within the archive of a packaged app, Electron reads paths alone, no URLs. */
const folder = fileURLToPath(new URL('../../../../resources/fonts/', import.meta.url));
const loaded = new Map<Typography['font'], Promise<BitmapFont>>();

async function read(name: Typography['font']): Promise<BitmapFont> {
  try {
    return parseFont(await readFile(join(folder, `${name}.glyphs`), 'ascii'));
  } catch (error) {
    if (error instanceof EngineError) throw error;
    throw new EngineError('internal', { fault: 'font-unreadable', name }, { cause: error });
  }
}

/** A font that ships with Engram; read once. */
export function loadFont(name: Typography['font']): Promise<BitmapFont> {
  let font = loaded.get(name);
  if (!font) {
    font = read(name);
    loaded.set(name, font);
  }
  return font;
}
