import type { Progress } from '../../shared/domain/progress.js';
import type { EngineService, EngineServiceOptions } from '../services/engine-service.js';
import type { RegisterService } from '../services/register/register-service.js';
import type { Arguments, Option } from './arguments.js';
import type { InputStream, OutputStream } from './terminal.js';

/** What a command has to work with. */
export interface Shell {
  readonly input: InputStream;
  readonly promptOutput: OutputStream;
  /** The engine, ended with the command. */
  startService(options: Pick<EngineServiceOptions, 'threads' | 'processes'>): EngineService;
  /** The user's register, as yet locked, or absent; closed with the command. */
  readonly register: RegisterService;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
  onProgress(progress: Progress): void;
  /** Tells of something that is neither progress nor result. */
  note(text: string): void;
}

/** What a command that went well leaves behind: data for programs, lines for people. */
export interface Done {
  readonly outcome: unknown;
  readonly lines: readonly string[];
  /** Left out: 0. */
  readonly exitCode?: number;
}

export interface Command {
  /** One word, or a group's and the command's own: "register list". */
  readonly name: string;
  /** Arguments as the help shows them. */
  readonly synopsis: string;
  readonly summary: string;
  /** Names of the arguments that are no options; one in brackets may be left out. */
  readonly positionals: readonly string[];
  readonly options: Readonly<Record<string, Option>>;
  /** Throws `Failure`. */
  run(given: Arguments, shell: Shell): Promise<Done>;
}

/** Options of every command that starts the engine. */
export const engineOptions = {
  json: { help: 'print progress and result as JSON, one event a line' },
  threads: { value: 'N', help: 'threads of the engine (default: all cores)' },
  processes: { value: 'N', help: 'processes that train side by side (default: one for each core)' },
} as const satisfies Record<string, Option>;

export const runtimeOption = {
  runtime: { value: 'NAME', help: 'what computes: auto (a graphics card if there is one), onnx or tensorflow' },
} as const;

export const outputOption = { out: { value: 'DIR', help: 'folder for the results; the same folder resumes what was cancelled' } } as const;

/** Options of every command that opens the register. */
export const registerOptions = {
  'passphrase-fd': { value: 'N', help: 'read the passphrase of the register from open file descriptor N' },
} as const satisfies Record<string, Option>;

export const secretsOptions = {
  secrets: { value: 'FILE', help: 'secrets file with the private text' },
  'text-fd': { value: 'N', help: 'read the private text from open file descriptor N' },
  'allow-plain-text': { help: 'accept a spec that holds the text itself (made-up texts only)' },
} as const satisfies Record<string, Option>;
