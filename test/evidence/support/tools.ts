import { execFileSync, spawnSync, type ExecFileSyncOptions } from 'node:child_process';

/** Runs a program of the system and returns what it wrote to both outputs; throws where it fails or is missing. */
export function tool(program: string, args: readonly string[], options: ExecFileSyncOptions = {}): string {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C.UTF-8', OMP_THREAD_LIMIT: '1', ...options.env },
    cwd: options.cwd,
  });
  if (error) throw error;
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${status}:\n${stdout}${stderr}`);
  return stdout + stderr;
}

/** The same for bytes on standard output. */
export function toolBytes(program: string, args: readonly string[]): Buffer {
  return execFileSync(program, args, { maxBuffer: 64 * 1024 * 1024 });
}
