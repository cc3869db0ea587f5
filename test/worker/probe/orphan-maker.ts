/** A parent to be killed: runs the probe job that its arguments describe. */
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { EngineClient } from '../../../electron/worker/client/engine-client.js';

const [stateFolder, job, input] = process.argv.slice(2);
const entry = fileURLToPath(new URL(`./entry${extname(import.meta.url)}`, import.meta.url));
const client = new EngineClient({ entry, settings: { threads: 1, width: 2, cacheFolder: stateFolder }, taskThreads: 1 });
await client.run(job, JSON.parse(input), { stateFolder });
