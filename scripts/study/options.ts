import { availableParallelism } from 'node:os';
import { networkKinds, studyNames, type NetworkKind, type StudyName } from '../../shared/domain/study.js';
import { ScriptOptions } from '../options.js';

export interface StudyOptions {
  readonly study: StudyName;
  /** No model is begun that is not expected to be done by then. */
  readonly budgetSeconds: number | undefined;
  /** Models side by side, each in a process of its own on one thread. */
  readonly processes: number;
  /** Models of these kinds alone; the others are left to another run. */
  readonly networks: NetworkKind[];
}

const known = { budget: { type: 'string' }, processes: { type: 'string' }, networks: { type: 'string' } } as const;
const usage = `npm run study:NAME -- [--budget 120m] [--processes N] [--networks ${networkKinds.join(',')}]; studies: ${studyNames.join(', ')}`;
const unitSeconds = { s: 1, m: 60, h: 3600 } as const;

/** Reads which study, and its arguments; throws `Failure`. */
export function readOptions([name = '', ...argv]: readonly string[]): StudyOptions {
  const options = new ScriptOptions(argv, known, usage);
  const { budget, processes = String(availableParallelism()), networks = networkKinds.join(',') } = options.values;
  return {
    study: options.oneOf('study', name, studyNames),
    budgetSeconds: budget === undefined ? undefined : secondsOf(budget, options),
    processes: options.wholeNumber('--processes', processes, 1, 64),
    networks: networks.split(',').map((kind) => options.oneOf('kind of network', kind, networkKinds)),
  };
}

function secondsOf(text: string, options: ScriptOptions<typeof known>): number {
  const match = /^(\d+(?:\.\d+)?)([smh])$/.exec(text);
  if (!match) throw options.refusal(`--budget is a number with its unit, such as 90s, 120m or 2h, and not "${text}".`);
  return Number(match[1]) * unitSeconds[match[2] as keyof typeof unitSeconds];
}
