import { failed, type ErrorData } from '../../shared/domain/error.js';
import { EngineService, type EngineServiceOptions } from '../services/engine-service.js';
import { Failure, valueOf } from '../services/failure.js';
import { nearest } from '../services/json/nearest.js';
import { readArguments } from './arguments.js';
import type { Command, Done } from './command.js';
import { auditCommand } from './commands/audit.js';
import { help } from './commands/help.js';
import { devicesCommand } from './commands/devices.js';
import { inspectCommand } from './commands/inspect.js';
import { schemaCommand } from './commands/schema.js';
import { selfCheckCommand } from './commands/self-check.js';
import { trainCommand } from './commands/train.js';
import { versionCommand } from './commands/version.js';
import { exitCodeOf, exitCodes } from './exit-code.js';
import { listenForInterrupt } from './interrupt.js';
import { JsonReporter } from './report/json-reporter.js';
import type { Reporter } from './report/reporter.js';
import { TextReporter } from './report/text-reporter.js';
import { Terminal, type Streams } from './terminal.js';

const commands: readonly Command[] = [auditCommand, trainCommand, inspectCommand, selfCheckCommand, devicesCommand, schemaCommand, versionCommand];

/** Which worker to start; left out, the engine's own. */
type Engine = Pick<EngineServiceOptions, 'entry' | 'patience'>;

const processStreams: Streams = { input: process.stdin, output: process.stdout, errors: process.stderr };

/** Runs one command in this process and returns its exit code. */
export async function runCommandLine(argv: readonly string[], engine: Engine = {}, streams: Streams = processStreams): Promise<number> {
  const terminal = new Terminal(streams.output, streams.errors, process.env);
  const reporter: Reporter = argv.includes('--json') ? new JsonReporter(terminal) : new TextReporter(terminal);
  const [name = 'help', ...rest] = argv;
  try {
    const { outcome, lines, exitCode = exitCodes.done } = await run(name, rest, reporter, engine, streams);
    reporter.result(name, outcome, lines);
    return exitCode;
  } catch (error) {
    const data = error instanceof Failure ? error.data : unforeseen(error);
    reporter.error(data);
    return exitCodeOf(data.code);
  }
}

async function run(name: string, argv: readonly string[], reporter: Reporter, engine: Engine, streams: Streams): Promise<Done> {
  if (name === 'help' || name === '--help') {
    return { outcome: null, lines: help(commands, argv.at(0)) };
  }
  const command = commands.find((candidate) => candidate.name === name) ?? unknownCommand(name);
  if (argv.includes('--help')) {
    return { outcome: null, lines: help(commands, name) };
  }
  const given = valueOf(readArguments(name, argv, command.options, command.positionals));
  let service: EngineService | undefined;
  const interrupt = listenForInterrupt(
    () => reporter.note('Cancelling; what is done so far is kept. Press Ctrl-C again to end at once.'),
    () => void Promise.resolve(service?.kill()).finally(() => process.exit(exitCodes.cancelled)),
  );
  try {
    return await command.run(given, {
      input: streams.input,
      promptOutput: streams.errors,
      startService: (options) => (service = new EngineService({ ...engine, ...options })),
      signal: interrupt.signal,
      onProgress: (progress) => reporter.progress(progress),
    });
  } finally {
    interrupt.stop();
  }
}

function unknownCommand(name: string): never {
  const meant = nearest(name, commands.map((candidate) => candidate.name));
  const advice = meant === undefined ? '.' : `; did you mean "${meant}"?`;
  return valueOf(failed('command-invalid', `"${name}" is not a command${advice}`, '"engram help" lists the commands.'));
}

function unforeseen(error: unknown): ErrorData {
  return {
    code: 'internal',
    message: `Something went wrong that Engram did not foresee: ${error instanceof Error ? error.message : String(error)}`,
    hint: 'Please report this message together with the versions that "engram version" prints.',
  };
}
