import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where Engram keeps what serves later jobs, such as students of a model; safe to delete. */
export function cacheFolder(environment: NodeJS.ProcessEnv = process.env, platform: NodeJS.Platform = process.platform): string {
  if (environment.ENGRAM_CACHE) {
    return environment.ENGRAM_CACHE;
  }
  switch (platform) {
    case 'win32':
      return join(environment.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'), 'Engram', 'Cache');
    case 'darwin':
      return join(homedir(), 'Library', 'Caches', 'Engram');
    default:
      return join(environment.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'engram');
  }
}

/** Where this user's register lies: what has to be kept, and backed up. */
export function registerFolder(environment: NodeJS.ProcessEnv = process.env, platform: NodeJS.Platform = process.platform): string {
  if (environment.ENGRAM_REGISTER) {
    return environment.ENGRAM_REGISTER;
  }
  switch (platform) {
    case 'win32':
      return join(environment.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'), 'Engram', 'Register');
    case 'darwin':
      return join(homedir(), 'Library', 'Application Support', 'Engram', 'Register');
    default:
      return join(environment.XDG_DATA_HOME ?? join(homedir(), '.local', 'share'), 'engram', 'register');
  }
}

/** Where Engram keeps what must not get lost: drafts, finished audits, settings. */
export function dataFolder(environment: NodeJS.ProcessEnv = process.env, platform: NodeJS.Platform = process.platform): string {
  if (environment.ENGRAM_DATA) {
    return environment.ENGRAM_DATA;
  }
  switch (platform) {
    case 'win32':
      return join(environment.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'), 'Engram', 'Data');
    case 'darwin':
      return join(homedir(), 'Library', 'Application Support', 'Engram');
    default:
      return join(environment.XDG_DATA_HOME ?? join(homedir(), '.local', 'share'), 'engram');
  }
}

/** Where TensorFlow's library is staged (npm run tensorflow:install), if it is. */
export function tensorflowFolder(environment: NodeJS.ProcessEnv = process.env, platform: NodeJS.Platform = process.platform): string {
  return environment.ENGRAM_TENSORFLOW ?? join(cacheFolder(environment, platform), 'tensorflow');
}
