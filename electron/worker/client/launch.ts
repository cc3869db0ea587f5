import type { Port } from '../port.js';

/** A started worker process: a plain Node child, or Electron's utilityProcess in the app. */
export interface Child {
  readonly pid: number | undefined;
  readonly port: Port;
  /** Ends the process at once, whatever it is doing. */
  kill(): void;
  /** Called once when the process is gone; `how` says how, in words. `stderr` is the end of what it wrote there. */
  onExit(listener: (how: string, stderr: string) => void): void;
}

export interface LaunchOptions {
  /** What the system's process list shows the process under, where it can. */
  readonly name: string;
  /** Added to what the process sees of the environment. */
  readonly environment: Readonly<Record<string, string>>;
}

/** Starts the program `entry` as a process. */
export type Launcher = (entry: string, options: LaunchOptions) => Child;

/** All that a worker sees of the environment: where to find programs, libraries, home and temporary files. */
const inheritedVariables = [
  'PATH',
  'HOME',
  'USERPROFILE',
  'TMPDIR',
  'TEMP',
  'TMP',
  'SystemRoot',
  'windir',
  'LOCALAPPDATA',
  'LD_LIBRARY_PATH',
];

/** Set for every worker: onnxruntime would otherwise send events about models to its maker. */
const ownVariables = { ORT_DISABLE_TELEMETRY: '1' };

export function workerEnvironment(): Record<string, string> {
  const inherited = inheritedVariables.flatMap((name): [string, string][] =>
    process.env[name] === undefined ? [] : [[name, process.env[name]]],
  );
  return { ...Object.fromEntries(inherited), ...ownVariables };
}

const stderrKept = 4096;

/** Collects the end of what a process writes to its standard error; the function returns it. */
export function keepEnd(stream: NodeJS.ReadableStream | null): () => string {
  let kept = '';
  stream?.setEncoding('utf8').on('data', (text: string) => {
    kept = (kept + text).slice(-stderrKept);
  });
  return () => kept;
}
