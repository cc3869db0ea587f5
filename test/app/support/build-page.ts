import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** Builds the window's page, once for a run of tests. */
export default async function buildPage(): Promise<void> {
  await build({ configFile: fileURLToPath(new URL('../../../vite.config.ts', import.meta.url)), logLevel: 'error' });
}
