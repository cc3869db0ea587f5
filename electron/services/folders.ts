import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where each system keeps a kind of data of programs; the variable of the environment goes before it. */
interface Place {
  readonly variable: string;
  readonly windows: string;
  readonly mac: readonly string[];
  /** The variable of the XDG base directories, what it is where it is not set, and the folder in it. */
  readonly xdg: readonly [variable: string, fallback: string, folder: string];
}

function folderOf({ variable, windows, mac, xdg }: Place) {
  return (environment: NodeJS.ProcessEnv = process.env, platform: NodeJS.Platform = process.platform): string => {
    const given = environment[variable];
    if (given) return given;
    if (platform === 'win32') return join(environment.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'), 'Engram', windows);
    if (platform === 'darwin') return join(homedir(), 'Library', ...mac);
    const [base, fallback, folder] = xdg;
    return join(environment[base] ?? join(homedir(), fallback), folder);
  };
}

/** Where Engram keeps what serves later jobs, such as students of a model; safe to delete. */
export const cacheFolder = folderOf({
  variable: 'ENGRAM_CACHE',
  windows: 'Cache',
  mac: ['Caches', 'Engram'],
  xdg: ['XDG_CACHE_HOME', '.cache', 'engram'],
});

/** Where this user's register lies: what has to be kept, and backed up. */
export const registerFolder = folderOf({
  variable: 'ENGRAM_REGISTER',
  windows: 'Register',
  mac: ['Application Support', 'Engram', 'Register'],
  xdg: ['XDG_DATA_HOME', '.local/share', 'engram/register'],
});

/** Where Engram keeps what must not get lost: drafts, finished audits, settings. */
export const dataFolder = folderOf({
  variable: 'ENGRAM_DATA',
  windows: 'Data',
  mac: ['Application Support', 'Engram'],
  xdg: ['XDG_DATA_HOME', '.local/share', 'engram'],
});

/** Where TensorFlow's library is staged (npm run tensorflow:install), if it is. */
export function tensorflowFolder(environment: NodeJS.ProcessEnv = process.env, platform: NodeJS.Platform = process.platform): string {
  return environment.ENGRAM_TENSORFLOW ?? join(cacheFolder(environment, platform), 'tensorflow');
}
