import { randomBytes } from 'node:crypto';
import type { Server } from 'node:net';

/** Where every system listens; elsewhere in 127.0.0.0/8 Linux and Windows do, macOS does not. */
const commonHost = '127.0.0.1';

/**
 * Listens on an address of this machine's loopback that no run had before, so that neither a page
 * of another program nor a browser's memory of one shares it. Where the system has only the common
 * one, that is taken.
 * @returns the address taken, and whether it is one of this run alone
 */
export async function listenOnLoopback(server: Server, port: number): Promise<{ readonly host: string; readonly own: boolean }> {
  const own = ownHost();
  try {
    await listen(server, own, port);
    return { host: own, own: true };
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EADDRNOTAVAIL')) throw error;
    await listen(server, commonHost, port);
    return { host: commonHost, own: false };
  }
}

/** 127.x.y.z with no byte at an end of its range, and never the common one. */
function ownHost(): string {
  return `127.${[...randomBytes(3)].map((byte) => 2 + (byte % 252)).join('.')}`;
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}
