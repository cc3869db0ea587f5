import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Generator } from '../../electron/engine/base/random/generator.js';
import { launchNodeChild } from '../../electron/worker/client/launch-node-child.js';
import { answer } from '../../electron/worker/client/outcome.js';
import { defaultPatience, WorkerProcess } from '../../electron/worker/client/worker-process.js';
import { root } from '../build/programs.js';
import { mutations } from './mutations.js';
import { sources } from './sources.js';

/** What came of one spoiled file. */
export interface Attacked {
  readonly number: number;
  readonly kind: 'model' | 'picture' | 'evidence';
  readonly source: string;
  readonly lookup: string;
  readonly mutation: string;
  /** `read`: it was taken for a sound file; `found`: what was read says that it does not hold; else the code of the refusal. */
  readonly outcome: string;
  /** Seconds that the process computed, and of wall time. */
  readonly computed: number;
  readonly seconds: number;
  /** MiB beyond what the process held before. */
  readonly memory: number;
}

/** Files after which a process is replaced, so that what one leaves behind does not count for all later ones. */
const filesPerProcess = 50;

/** Spoils `count` files, one after the other, and has each read in a process of the engine. */
export async function attack(seed: number, count: number, onAttacked: (attacked: Attacked) => void): Promise<void> {
  const all = sources();
  const kinds = [...new Set(all.map(({ kind }) => kind))];
  const folder = mkdtempSync(join(tmpdir(), 'hostile-files-'));
  let engine = start(folder);
  try {
    for (let number = 0; number < count; number++) {
      const random = new Generator(seed, 'hostile-files', number);
      const ofKind = all.filter(({ kind }) => kind === kinds[number % kinds.length]);
      const pick = <Value>(values: readonly Value[]): Value => values[Math.floor(random.uniform() * values.length)];
      const [source, other, mutation] = [pick(ofKind), pick(ofKind), pick(mutations)];
      // Of a file in parts, any part.
      const parts = [{ name: source.name, bytes: source.bytes }, ...source.beside];
      const spoiled = pick(parts);
      const at = join(folder, 'file');
      rmSync(at, { recursive: true, force: true });
      mkdirSync(at);
      const written = parts.map((part) => (part === spoiled ? { ...part, bytes: mutation.spoil(part.bytes, random, other.bytes) } : part));
      for (const { name, bytes } of written) writeFileSync(join(at, name), bytes);
      if (!engine.alive || number % filesPerProcess === 0) {
        if (engine.alive) await engine.stop();
        engine = start(folder);
        // The first request waits for the process to be ready, which is not this file's doing.
        await engine.run({ type: 'run-task', name: 'list-presets', input: {} });
      }
      const before = usageOf(engine.pid);
      const began = performance.now();
      const request = { type: 'run-task', name: source.lookup, input: source.inputOf(join(at, source.name), written[0].bytes) } as const;
      const result = answer(await engine.run(request), 1);
      const after = engine.alive ? usageOf(engine.pid) : undefined;
      onAttacked({
        number,
        kind: source.kind,
        source: spoiled.name,
        lookup: source.lookup,
        mutation: mutation.name,
        outcome: result.ok ? (source.finds?.(result.value) ? 'found' : 'read') : result.error.code,
        computed: round((after?.computed ?? Number.NaN) - before.computed),
        seconds: round((performance.now() - began) / 1000),
        memory: Math.round(((after?.peak ?? Number.NaN) - before.held) / 2 ** 20),
      });
    }
  } finally {
    if (engine.alive) await engine.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

const round = (value: number): number => Math.round(1000 * value) / 1000;

function start(cacheFolder: string): WorkerProcess {
  return new WorkerProcess({
    name: 'Engram look-ups',
    environment: {},
    entry: join(root, 'electron/worker/process/entry.ts'),
    launch: launchNodeChild,
    patience: defaultPatience,
    settings: { threads: 1, width: 1, cacheFolder },
  });
}

/** Linux tells of a process how long it has computed, what it holds and the most that it held since it was asked last. */
function usageOf(pid: number | undefined): { computed: number; held: number; peak: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const bytes = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1]) * 1024;
  const [user, system] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ').slice(11, 13).map(Number);
  const peak = bytes('VmHWM');
  writeFileSync(`/proc/${pid}/clear_refs`, '5');
  return { computed: (user + system) / 100, held: bytes('VmRSS'), peak };
}
