/** A process that makes rows, one after another: one native runtime to a process. Started by run-study.ts. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCollection } from '../collection/collection.js';
import type { Collection } from '../collection/labelled-images.js';
import type { CollectionName } from '../rows/study-model.js';
import { makeRow } from './make-row.js';
import type { RowAnswer, RowOrder } from './messages.js';

const collections = new Map<CollectionName, Promise<Collection>>();
const stop = new AbortController();

process.on('message', (order: RowOrder) => {
  void answer(order).then((reply) => process.send?.(reply));
});
// The parent says when to stop; a Ctrl-C reaches the whole group of processes.
process.on('SIGINT', () => stop.abort());
process.on('disconnect', () => process.exit());

async function answer({ model, origin }: RowOrder): Promise<RowAnswer> {
  const folder = await mkdtemp(join(tmpdir(), 'engram-study-'));
  try {
    const collection = collections.get(model.collection) ?? openCollection(model.collection);
    collections.set(model.collection, collection);
    return { number: model.number, row: await makeRow({ model, collection: await collection, folder, origin, signal: stop.signal }) };
  } catch (error) {
    return {
      number: model.number,
      problem: stop.signal.aborted ? 'stopped' : error instanceof Error ? (error.stack ?? error.message) : String(error),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
