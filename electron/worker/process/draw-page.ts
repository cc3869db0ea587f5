import { encodePng } from '../../engine/images/encode-png.js';
import { drawFirstPage } from '../../evidence/report/pdf/page-picture.js';
import type { LookupHandler } from '../../jobs/job.js';

/** Pixels across a page: its smallest letters can be read. */
const across = 1000;

/** Draws the first page of a report, in a worker: a report that was sent comes from outside. */
export const drawPage: LookupHandler<'draw-page'> = async ({ report }) => {
  const { pixels, width, height, pages } = await drawFirstPage(Buffer.from(report, 'base64'), across);
  return { png: (await encodePng({ pixels, width, height, channels: 3 })).toString('base64'), width, height, pages };
};
