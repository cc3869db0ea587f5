import { bridgeKey, createBridge, type Bridge } from '../../shared/contract/bridge.js';
import { createClient } from '../../shared/contract/client.js';
import { connection } from './connection.svelte.js';
import { LoopbackLine } from './loopback-line.js';

/**
 * The window's one way out: the bridge that a preload has put into `window`, or the loopback host
 * that has served this page.
 */
export const client = createClient(preloadBridge() ?? createBridge(new LoopbackLine((why) => connection.end(why))));

function preloadBridge(): Bridge | undefined {
  return (window as unknown as Record<string, Bridge | undefined>)[bridgeKey];
}
