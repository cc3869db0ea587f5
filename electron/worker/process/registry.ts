import type { AnyJob, Registry } from '../../jobs/job.js';
import { registry as engineJobs } from '../../jobs/registry.js';
import { reportJob } from './report-job.js';

/** All that a worker process offers: the engine's jobs, and the making of reports. */
export const registry: Registry = {
  jobs: new Map<string, AnyJob>([...engineJobs.jobs, [reportJob.name, reportJob]]),
  tasks: engineJobs.tasks,
};
