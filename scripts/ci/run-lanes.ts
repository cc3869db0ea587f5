import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Lane, LaneEnd, Step } from './lane.js';

export interface LaneRun {
  /** How many lanes go on at a time. */
  readonly slots: number;
  /** Where each lane's output is kept. */
  readonly logs: string;
  readonly onStart?: (lane: Lane) => void;
  readonly onEnd?: (end: LaneEnd) => void;
}

/**
 * Runs all lanes, `slots` at a time, each as soon as there is room and the lane that it waits for has
 * ended, in the order given. A lane that fails stops none of the others.
 * @returns how each ended, in the order in which they ended
 * @throws Error when a lane waits for one that is not there
 */
export async function runLanes(lanes: readonly Lane[], { slots, logs, onStart, onEnd }: LaneRun): Promise<LaneEnd[]> {
  mkdirSync(logs, { recursive: true });
  const waiting = [...lanes];
  const ended: LaneEnd[] = [];
  const isReady = ({ after }: Lane): boolean => after === undefined || ended.some(({ lane }) => lane === after);
  const running = new Set<Promise<void>>();
  while (waiting.length > 0 || running.size > 0) {
    const next = running.size < slots ? waiting.findIndex(isReady) : -1;
    if (next >= 0) {
      const [lane] = waiting.splice(next, 1);
      onStart?.(lane);
      const run = runLane(lane, join(logs, `${lane.name}.log`)).then((end) => {
        ended.push(end);
        running.delete(run);
        onEnd?.(end);
      });
      running.add(run);
    } else if (running.size > 0) {
      await Promise.race(running);
    } else {
      throw new Error(`${waiting.map(({ name, after }) => `${name} waits for ${after}`).join('; ')}, which never ends.`);
    }
  }
  return ended;
}

async function runLane({ name, steps }: Lane, log: string): Promise<LaneEnd> {
  const started = performance.now();
  const output = openSync(log, 'w');
  try {
    for (const step of steps) {
      const problem = await runStep(step, output);
      if (problem !== undefined) {
        writeSync(output, `\n${step.command.join(' ')}: ${problem}\n`);
        return { lane: name, passed: false, milliseconds: performance.now() - started, log };
      }
    }
    return { lane: name, passed: true, milliseconds: performance.now() - started, log };
  } finally {
    closeSync(output);
  }
}

/** @returns what went wrong, or undefined */
function runStep({ command: [program, ...parameters], environment }: Step, output: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const child = spawn(program, parameters, { stdio: ['ignore', output, output], env: { ...process.env, ...environment } });
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(code === 0 ? undefined : `ended with ${signal ?? code}`));
  });
}
