import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { pipeline } from 'node:stream/promises';
import yauzl, { type Entry, type ZipFile } from 'yauzl';

const openZip = promisify<string, yauzl.Options, ZipFile>(yauzl.open);

const headers = /^tensorflow\/include\/((?:tensorflow\/c|tensorflow\/core\/platform|xla\/tsl|tsl)\/.*\.h)$/;
const library = /^tensorflow\/(libtensorflow[\w.]*\.so(?:\.\d+)?)$/;
const cudaLibrary = /^(nvidia\/[a-z0-9_]+\/(?:lib\/[\w.-]+\.so[\w.]*|bin\/ptxas|nvvm\/libdevice\/[\w.]+))$/;

/** Where an entry of a wheel goes in the staged folder: C library, its headers, CUDA's libraries; undefined for all else. */
export function targetOf(entry: string): string | undefined {
  const header = headers.exec(entry);
  if (header) return `include/${header[1]}`;
  const found = library.exec(entry);
  if (found) return `lib/${found[1]}`;
  return cudaLibrary.exec(entry)?.[1];
}

/** Takes what is needed out of a wheel. No name leads out of `folder`: `targetOf` makes them, and yauzl refuses "..". */
export async function unpackWheel(wheel: string, folder: string): Promise<number> {
  const zip = await openZip(wheel, { lazyEntries: true, autoClose: false });
  let taken = 0;
  try {
    for await (const entry of entriesOf(zip)) {
      const target = targetOf(entry.fileName);
      if (target === undefined) continue;
      const path = join(folder, target);
      await mkdir(dirname(path), { recursive: true });
      await pipeline(
        await promisify<Entry, NodeJS.ReadableStream>(zip.openReadStream.bind(zip))(entry),
        createWriteStream(path, { mode: target.endsWith('ptxas') ? 0o755 : 0o644 }),
      );
      taken++;
    }
  } finally {
    zip.close();
  }
  return taken;
}

async function* entriesOf(zip: ZipFile): AsyncGenerator<Entry> {
  for (let left = zip.entryCount; left > 0; left--) {
    yield await new Promise<Entry>((resolve, reject) => {
      zip.once('entry', resolve);
      zip.once('error', reject);
      zip.readEntry();
    });
    zip.removeAllListeners('error');
  }
}
