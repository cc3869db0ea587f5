import { join } from 'node:path';
import { it } from 'vitest';
import { prepareCollection } from '../../../electron/jobs/study/collection.js';
import { studyKinds } from '../../../electron/jobs/study/kinds/table.js';
import { rowTask } from '../../../electron/jobs/study/row/row-task.js';
import { rowsOf } from '../../../scripts/pages/rows.js';
import { collectionsHere } from '../../../scripts/study/collections.js';
import { useTemporaryFolder } from '../../engine/images/temporary-folder.js';
import { expectSameRow } from './same-row.js';

/** Marks whose audits are made again: all take minutes. */
const marksAgain = 12;

const temporary = useTemporaryFolder();

it('a row chosen at random comes out the same when its model is trained and audited again', async () => {
  const rows = (await rowsOf('false-alarms')).filter(({ model }) => model.network === 'mlp');
  const row = rows[Math.floor(Math.random() * rows.length)];
  const { models, settings, labelUnknownToo } = studyKinds['false-alarms'];
  const model = models[row.model.number];
  const { signal } = new AbortController();
  const context = { signal, onProgress: () => undefined, threads: 1, cacheFolder: temporary.path };
  const prepared = await prepareCollection(model.collection, collectionsHere().collections[model.collection], {
    baseFolder: '.',
    folder: temporary.path,
    rowsKey: 'ab'.repeat(32),
    signal,
    onImages: () => undefined,
  });
  const again = await rowTask.run(
    {
      hash: row.hash,
      model: { ...model, marks: model.marks.slice(0, marksAgain) },
      settings: settings(model),
      labelUnknownToo,
      collection: prepared,
      commit: row.commit,
      folder: join(temporary.path, 'model'),
    },
    context,
  );
  expectSameRow(again, row);
}, 400_000);
