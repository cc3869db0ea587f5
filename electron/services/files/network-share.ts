import type { PathGuard } from '../attach.js';
import { pathsGiven } from '../../../shared/contract/paths.js';
import { errorData } from '../../../shared/words/errors.js';

/**
 * Whether a path names a share on the network or a device (\\server\share, \\?\, //server/share): Windows offers the server
 * that it names the user's password hash, before anybody has said that the share is wanted. Elsewhere there are none.
 */
export function isNetworkShare(path: string, platform: NodeJS.Platform = process.platform): boolean {
  return platform === 'win32' && /^[\\/]{2}/.test(path);
}

/** The guard of a local browser, whose page lists the machine's files itself: any path but one of a share. */
export function refuseShares(platform: NodeJS.Platform = process.platform): PathGuard {
  return {
    refusalOf(name, input) {
      const share = pathsGiven[name](input).find((path) => path !== undefined && isNetworkShare(path, platform));
      return share === undefined ? undefined : errorData('path-not-granted', { fault: 'path-on-a-share', path: share });
    },
    learn: () => undefined,
  };
}
