import { writeFile } from 'node:fs/promises';
import { sha256 } from '../../evidence/canonical.js';
import { renderReport } from '../../evidence/report/report.js';
import type { JobHandler } from '../../jobs/job.js';

/** Makes the PDF of a finding, in a worker so that no window waits for it. */
export const reportJob: JobHandler<'report'> = {
  resumable: true,
  async run({ finding, journal, paper, path }) {
    const pdf = await renderReport({ finding, journal, paper });
    await writeFile(path, pdf);
    return { path, sha256: sha256(pdf) };
  },
};
