import { existsSync, readdirSync, readFileSync } from 'node:fs';

const interval = 1000;

export interface MemoryWatch {
  /** Largest sum of resident memory so far, in MiB; null where /proc does not tell. */
  peakMiB(): number | null;
  stop(): void;
}

/** Adds up, once a second, the resident memory of this process and all that came of it. */
export function watchMemory(): MemoryWatch {
  const told = existsSync('/proc/self/status');
  let peak = 0;
  const look = () => {
    peak = Math.max(peak, residentKiB(process.pid) / 1024);
  };
  const timer = told ? setInterval(look, interval) : undefined;
  timer?.unref();
  return { peakMiB: () => (told ? Math.round(peak) : null), stop: () => clearInterval(timer) };
}

/** Resident memory of a process and its descendants. */
function residentKiB(root: number): number {
  const processes = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap(readStatus);
  const kin = new Set([root]);
  // A child may have a smaller number than its parent, so it takes as many rounds as there are generations.
  for (let before = 0; before < kin.size;) {
    before = kin.size;
    for (const { id, parent } of processes) if (kin.has(parent)) kin.add(id);
  }
  return processes.filter(({ id }) => kin.has(id)).reduce((sum, { resident }) => sum + resident, 0);
}

interface ProcessStatus {
  readonly id: number;
  readonly parent: number;
  /** KiB. */
  readonly resident: number;
}

/** Empty for a process that has ended meanwhile. */
function readStatus(id: string): ProcessStatus[] {
  try {
    const status = readFileSync(`/proc/${id}/status`, 'utf8');
    const field = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0);
    return [{ id: Number(id), parent: field('PPid'), resident: field('VmRSS') }];
  } catch {
    return [];
  }
}
