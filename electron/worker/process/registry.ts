import { createRegistry, jobsOf, lookupsOf, type JobHandlers, type LookupHandlers } from '../../jobs/job.js';
import { jobHandlers, lookupHandlers, tasks } from '../../jobs/registry.js';
import { drawPage } from './draw-page.js';
import { drawPlot } from './draw-plot.js';
import { reportJob } from './report-job.js';
import { verifyEvidence } from './verify-evidence.js';

/** The engine's jobs and look-ups, and the making and checking of evidence, which is above them. */
const jobs: JobHandlers = { ...jobHandlers, report: reportJob };
const lookups: LookupHandlers = { ...lookupHandlers, 'draw-plot': drawPlot, 'draw-page': drawPage, 'verify-evidence': verifyEvidence };

/** All that a worker process offers. */
export const registry = createRegistry(jobsOf(jobs), [...tasks, ...lookupsOf(lookups)]);
