import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { constants, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';

/** Files in `folder` and below; not those of the loader that runs TypeScript, which keeps our sources there. */
export function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !/[\\/]tsx-\d+[\\/]/.test(path));
}

/** Of the files in `folder` and below, those that hold `text` in UTF-8 or UTF-16 of either byte order, plainly or deflated. */
export function filesHolding(folder: string, text: string): string[] {
  const little = Buffer.from(text, 'utf16le');
  const needles = [Buffer.from(text, 'utf8'), little, Buffer.from(little).swap16()];
  return filesIn(folder).filter((path) => {
    const content = readFileSync(path);
    return [content, ...inflated(content)].some((bytes) => needles.some((needle) => bytes.includes(needle)));
  });
}

/** What zlib, gzip or bare deflate streams in `content` hold, wherever in it they begin with a header, or as a whole. */
function inflated(content: Buffer): Buffer[] {
  const starts = [0];
  for (let at = content.indexOf(0x78); at !== -1; at = content.indexOf(0x78, at + 1))
    if ((0x7800 + content[at + 1]) % 31 === 0) starts.push(at);
  for (let at = content.indexOf(gzipHeader); at !== -1; at = content.indexOf(gzipHeader, at + 1)) starts.push(at);
  // Whatever follows the stream's end is nobody's concern.
  const options = { finishFlush: constants.Z_SYNC_FLUSH };
  return starts.flatMap((start) =>
    [inflateSync, gunzipSync, inflateRawSync].flatMap((open) => {
      try {
        return [open(content.subarray(start), options)];
      } catch {
        return [];
      }
    }),
  );
}

const gzipHeader = Buffer.from([0x1f, 0x8b, 0x08]);
