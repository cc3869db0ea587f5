import { createRegistry, jobsOf } from '../../../../electron/jobs/job.js';
import { rowTask } from '../../../../electron/jobs/study/row/row-task.js';
import { createStudyJob } from '../../../../electron/jobs/study/study-job.js';
import { startWorker } from '../../../../electron/worker/process/start.js';
import { smallKinds } from './small-study.js';

/** A worker process in which the study of detection is a small one. */
startWorker(createRegistry(jobsOf({ study: createStudyJob(smallKinds) }), [rowTask]));
