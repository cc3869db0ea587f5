import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Name and memory of each card as NVIDIA's own tool tells them, or undefined where it is not to be had. */
export async function askDriver(program = 'nvidia-smi'): Promise<string | undefined> {
  try {
    const { stdout } = await promisify(execFile)(program, ['--query-gpu=name,memory.total', '--format=csv,noheader'], { timeout: 10_000 });
    const cards = stdout
      .trim()
      .split('\n')
      .map((line) => line.trim());
    return cards.join('; ');
  } catch {
    return undefined;
  }
}
