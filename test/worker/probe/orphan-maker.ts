/** A parent to be killed: runs the probe job that its arguments describe. */
import { EngineClient } from '../../../electron/worker/client/engine-client.js';
import { probeEntry } from './processes.js';

const [stateFolder, job, input] = process.argv.slice(2);
const client = new EngineClient({ entry: probeEntry, settings: { threads: 1, width: 2, cacheFolder: stateFolder }, taskThreads: 1 });
await client.run(job, JSON.parse(input), { stateFolder });
