import { errorData } from '../../shared/words/errors.js';
import { machineFailure } from '../../shared/words/system-failures.js';
import type { ErrorData } from '../../shared/domain/error.js';
import { EngineService, type EngineServiceOptions } from '../services/engine-service.js';
import { Failure, valueOf } from '../services/failure.js';
import { RegisterService } from '../services/register/register-service.js';
import { readArguments } from './arguments.js';
import type { Command, Done } from './command.js';
import { auditCommand } from './commands/audit.js';
import { evidenceCommands } from './commands/evidence/index.js';
import { help } from './commands/help.js';
import { devicesCommand } from './commands/devices.js';
import { answersCommand } from './commands/answers.js';
import { inspectCommand } from './commands/inspect.js';
import { registerCommands } from './commands/register/index.js';
import { schemaCommand } from './commands/schema.js';
import { selfCheckCommand } from './commands/self-check.js';
import { trainCommand } from './commands/train.js';
import { versionCommand } from './commands/version.js';
import { exitCodeOf, exitCodes } from './exit-code.js';
import { listenForInterrupt } from './interrupt.js';
import { lookUp } from './look-up.js';
import { JsonReporter } from './report/json-reporter.js';
import type { Reporter } from './report/reporter.js';
import { TextReporter } from './report/text-reporter.js';
import { Terminal, type Streams } from './terminal.js';

const commands: readonly Command[] = [
  auditCommand,
  ...evidenceCommands,
  ...registerCommands,
  trainCommand,
  inspectCommand,
  answersCommand,
  selfCheckCommand,
  devicesCommand,
  schemaCommand,
  versionCommand,
];

/** Which worker to start; left out, the engine's own. */
type Engine = Pick<EngineServiceOptions, 'entry' | 'patience'>;

const processStreams: Streams = { input: process.stdin, output: process.stdout, errors: process.stderr };

/** Runs one command in this process and returns its exit code. */
export async function runCommandLine(argv: readonly string[], engine: Engine = {}, streams: Streams = processStreams): Promise<number> {
  const terminal = new Terminal(streams.output, streams.errors, process.env);
  const reporter: Reporter = argv.includes('--json') ? new JsonReporter(terminal) : new TextReporter(terminal);
  try {
    const { name, outcome, lines, exitCode = exitCodes.done } = await run(argv, reporter, engine, streams);
    reporter.result(name, outcome, lines);
    return exitCode;
  } catch (error) {
    const data = error instanceof Failure ? error.data : unforeseen(error);
    reporter.error(data);
    return exitCodeOf(data.code);
  }
}

async function run(
  argv: readonly string[],
  reporter: Reporter,
  engine: Engine,
  streams: Streams,
): Promise<Done & { readonly name: string }> {
  const [first = 'help', ...others] = argv;
  if (first === 'help' || first === '--help') {
    return { name: first, outcome: null, lines: help(commands, others) };
  }
  const { command, rest } = lookUp(commands, argv);
  if (command === undefined || rest.includes('--help')) {
    return { name: first, outcome: null, lines: help(commands, command?.name.split(' ') ?? [first]) };
  }
  const given = valueOf(readArguments(command.name, rest, command.options, command.positionals));
  const register = new RegisterService();
  let service: EngineService | undefined;
  const interrupt = listenForInterrupt(
    () => reporter.note('Cancelling; what is done so far is kept. Press Ctrl-C again to end at once.'),
    () => void Promise.resolve(service?.kill()).finally(() => process.exit(exitCodes.cancelled)),
  );
  try {
    const done = await command.run(given, {
      input: streams.input,
      promptOutput: streams.errors,
      startService: (options) => (service = new EngineService({ ...engine, ...options })),
      register,
      signal: interrupt.signal,
      onProgress: (progress) => reporter.progress(progress),
      note: (text) => reporter.note(text),
    });
    return { name: command.name, ...done };
  } finally {
    interrupt.stop();
    register.close();
  }
}

function unforeseen(error: unknown): ErrorData {
  return (
    machineFailure(error) ?? errorData('internal', { fault: 'unforeseen', reason: error instanceof Error ? error.message : String(error) })
  );
}
