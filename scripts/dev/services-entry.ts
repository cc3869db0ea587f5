/** The services of the app behind a loopback host of their own, as a child of `npm run dev`, which is told where they answer. */
import { fileURLToPath } from 'node:url';
import { EventStream } from '../../electron/server/event-stream.js';
import { LoopbackServer } from '../../electron/server/loopback-server.js';
import { createApp } from '../../electron/services/app.js';

const events = new EventStream();
const app = await createApp({ publish: events.publish, confirmCommand: () => Promise.resolve(false) });
// Its page is never asked for: Vite serves the source.
const server = await LoopbackServer.start({ app, events, pageFolder: fileURLToPath(new URL('../../renderer', import.meta.url)) });
process.send?.(server.newAddress());

const stop = async (): Promise<void> => {
  await server.close();
  await app.close();
  process.exit(0);
};
process.once('SIGTERM', () => void stop());
// The terminal sends a Ctrl-C to this process as well; whoever has started it decides.
process.on('SIGINT', () => undefined);
process.once('disconnect', () => void stop());
