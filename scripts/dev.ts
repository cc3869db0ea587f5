/** The app from its source, as it changes: `npm run dev [-- --port N]`; it runs until Ctrl-C. */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from './build/programs.js';
import { startDevServer } from './dev/dev-server.js';

const { values } = parseArgs({ options: { port: { type: 'string' } } });
const server = await startDevServer({
  port: values.port === undefined ? undefined : Number(values.port),
  watched: [join(root, 'electron'), join(root, 'shared')],
  onRestart: () => console.log('The services were started anew.'),
});
console.log(`Open this in a browser on this machine; it works once:\n\n  ${server.address}\n`);

let stopping: Promise<void> | undefined;
const stop = async (): Promise<void> => {
  await server.close();
  process.exit(0);
};
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void (stopping ??= stop()));
