import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { networkKinds, type NetworkKind } from '../rows/study-model.js';

export interface StudyOptions {
  /** No model is begun that is not expected to be done by then. */
  readonly budgetSeconds: number;
  /** Models side by side, each in a process of its own on one thread. */
  readonly processes: number;
  /** Models of these kinds alone; the others are left to another run. */
  readonly networks: readonly NetworkKind[];
}

const unitSeconds = { s: 1, m: 60, h: 3600 } as const;

/** Reads a study's arguments; throws an `Error` that says what is wrong. */
export function readStudyOptions(argv: readonly string[]): StudyOptions {
  const { values } = parseArgs({
    args: [...argv],
    options: { budget: { type: 'string' }, processes: { type: 'string' }, networks: { type: 'string' } },
  });
  return {
    budgetSeconds: values.budget === undefined ? Infinity : secondsOf(values.budget),
    processes: values.processes === undefined ? availableParallelism() : countOf(values.processes),
    networks: values.networks === undefined ? networkKinds : values.networks.split(',').map(kindOf),
  };
}

function kindOf(text: string): NetworkKind {
  const kind = networkKinds.find((one) => one === text);
  if (kind === undefined) throw new Error(`--networks names some of ${networkKinds.join(', ')}, with commas between, and not "${text}".`);
  return kind;
}

function secondsOf(text: string): number {
  const match = /^(\d+(?:\.\d+)?)([smh])$/.exec(text);
  if (!match) throw new Error(`--budget is a number with its unit, such as 90s, 120m or 2h, and not "${text}".`);
  return Number(match[1]) * unitSeconds[match[2] as keyof typeof unitSeconds];
}

function countOf(text: string): number {
  const count = Number(text);
  if (Number.isInteger(count) && count >= 1 && count <= 64) return count;
  throw new Error(`--processes is a whole number from 1 to 64, and not "${text}".`);
}
