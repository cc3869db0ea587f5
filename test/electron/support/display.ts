import { spawn } from 'node:child_process';

/**
 * Starts Xvfb on a free display.
 * @returns the display's name, and how to end it
 * @throws Error when Xvfb is not installed
 */
export async function startDisplay(): Promise<{ display: string; stop: () => void }> {
  const child = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1600x1100x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const number = await new Promise<string>((resolve, reject) => {
    child.once('error', (error) =>
      reject(new Error(`Xvfb could not be started (${error.message}): install the Debian packages that .ci/run names.`)),
    );
    child.once('exit', (code) => reject(new Error(`Xvfb ended with ${code}.`)));
    child.stdio[3]?.once('data', (data: Buffer) => resolve(data.toString().trim()));
  });
  return { display: `:${number}`, stop: () => child.kill() };
}
