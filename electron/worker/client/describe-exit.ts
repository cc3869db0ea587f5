import { constants } from 'node:os';

/**
 * How an Electron process ended, in the words that a Node child's end has: "exit code 3", "signal
 * SIGSEGV".
 * @param code what waitpid (POSIX) or GetExitCodeProcess (Windows) gave: of a killed process the signal's number or an NTSTATUS
 * @param reason Electron's reason where it was no exit of its own: killed, crashed, oom ...
 */
export function describeExit(code: number, reason: string | undefined, platform: NodeJS.Platform = process.platform): string {
  if (reason === 'oom') {
    return 'out of memory';
  }
  if (platform === 'win32') {
    return `exit code ${code > 255 || code < 0 ? `0x${(code >>> 0).toString(16).toUpperCase()}` : code}`;
  }
  const signal = Object.entries(constants.signals).find(([, number]) => number === code)?.[0];
  return reason !== undefined && signal !== undefined ? `signal ${signal}` : `exit code ${code}`;
}
