import type { IncomingMessage } from 'node:http';

/**
 * Why a request is refused before anything else is looked at, or undefined. A page elsewhere can
 * make a browser ask this server, by its address or by a name that it has pointed here (DNS
 * rebinding); the Host, Origin and Sec-Fetch-Site headers, which pages cannot set, tell.
 * @param host with its port
 */
export function refusalOf({ headers, method }: Pick<IncomingMessage, 'headers' | 'method'>, host: string): string | undefined {
  if (headers.host !== host) return `asked for another host than ${host}`;
  if (headers.origin !== undefined && headers.origin !== `http://${host}`) return 'came from another origin';
  const site = headers['sec-fetch-site'];
  // `none`: a person typed the address, or another program opened it.
  if (site !== undefined && site !== 'same-origin' && !(site === 'none' && method === 'GET')) return 'came from another site';
  if (method === 'POST' && headers.origin === undefined) return 'did not say its origin';
  if (method !== 'GET' && method !== 'POST') return 'used another method than GET and POST';
  return undefined;
}
