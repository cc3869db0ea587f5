/**
 * The loopback host: the app in a local browser, for machines without a display and for tests.
 * `npm run start:browser [-- --port N]`; it prints the address to open and runs until Ctrl-C.
 */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { words } from '../../shared/words/words.js';
import { createApp } from '../services/app.js';
import { EventStream } from './event-stream.js';
import { LoopbackServer } from './loopback-server.js';
import { Terminal } from './terminal.js';

const says = words.secrets.loopback;
const { values } = parseArgs({ options: { port: { type: 'string' } } });
const pageFolder = fileURLToPath(new URL('../../dist/renderer', import.meta.url));
if (!existsSync(pageFolder)) {
  console.error(says.pageNotBuilt);
  process.exit(1);
}

const terminal = new Terminal(process.stdin, process.stdout, () => terminal.say(says.anotherAddress(server.newAddress())));
const events = new EventStream();
const app = await createApp({ publish: events.publish, confirmCommand: terminal.confirmCommand });
const server = await LoopbackServer.start({ app, events, pageFolder, port: values.port === undefined ? undefined : Number(values.port) });
if (!server.hasOwnHost) terminal.say(says.sharedHost);
terminal.say(says.started(server.newAddress()));

let stopping: Promise<void> | undefined;
const stop = async (): Promise<void> => {
  await server.close();
  await app.close();
  process.exit(0);
};
// Listened to until the end: npm passes on a Ctrl-C that the terminal has sent to us as well.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void (stopping ??= stop()));
