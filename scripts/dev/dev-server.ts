import { watch } from 'node:fs';
import { createServer as createProbe, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createServer } from 'vite';
import { root } from '../build/programs.js';
import { gateway } from './gateway.js';
import { Services } from './services.js';

export interface DevOptions {
  /** Left out, any free one. */
  readonly port?: number;
  /** Folders whose changes concern the services. */
  readonly watched: readonly string[];
  readonly onRestart?: () => void;
}

export interface DevServer {
  /** Where to open it: once. */
  readonly address: string;
  close(): Promise<void>;
}

/** An editor writes several files at once, and some several times. */
const settleMilliseconds = 200;

/**
 * The window from its source, on this machine's loopback alone: Vite puts what changes in renderer/ into
 * the open page; what changes below the watched folders starts the services anew and loads the page again.
 */
export async function startDevServer({ port: wanted, watched, onRestart }: DevOptions): Promise<DevServer> {
  const port = wanted ?? (await freePort());
  const services = new Services();
  const gate = gateway(port, () => services.place);
  const vite = await createServer({
    configFile: join(root, 'vite.config.ts'),
    plugins: [gate],
    server: { host: '127.0.0.1', port, strictPort: true },
    clearScreen: false,
    logLevel: 'warn',
  });
  await vite.listen();
  await services.place;

  let settled: NodeJS.Timeout | undefined;
  const restart = async (): Promise<void> => {
    await services.restart();
    vite.ws.send({ type: 'full-reload' });
    onRestart?.();
  };
  const watchers = watched.map((folder) =>
    watch(folder, { recursive: true }, (_event, file) => {
      if (file !== null && !file.endsWith('.ts') && !file.endsWith('.json')) return;
      clearTimeout(settled);
      settled = setTimeout(() => void restart(), settleMilliseconds);
    }),
  );
  return {
    address: gate.address,
    async close() {
      clearTimeout(settled);
      for (const watcher of watchers) watcher.close();
      await vite.close();
      await services.stop();
    },
  };
}

async function freePort(): Promise<number> {
  const probe = createProbe();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
