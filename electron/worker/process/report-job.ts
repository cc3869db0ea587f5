import { renderReport } from '../../evidence/report/report.js';
import type { JobHandler } from '../../jobs/job.js';

/** Makes the PDF of a finding, in a worker so that no window waits for it. */
export const reportJob: JobHandler<'report'> = {
  resumable: true,
  async run({ finding, journal, paper }) {
    const pdf = await renderReport({ finding, journal, paper });
    return { pdf: pdf.toString('base64') };
  },
};
