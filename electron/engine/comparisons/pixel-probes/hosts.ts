import { join } from 'node:path';
import { throwIfCancelled } from '../../base/error.js';
import { probabilities } from '../../scoring/formulas/answers.js';
import { HostStore } from '../../scoring/host-store.js';
import { headOf, type Scorer } from '../../scoring/scorer.js';
import { createHostBlock } from '../../scoring/stamper.js';
import type { AuditedNetwork, MeasureRequest } from '../measure-request.js';
import type { PlannedAudit } from '../planned-audit.js';
import type { MeasureOptions } from '../subject.js';

/** Hosts of the label's class that the pixel probes are taken on: at most, and at least. */
export const mostProbeHosts = 200;
const fewestProbeHosts = 16;

/** What single pixels can be probed of: their network, and the record's class. */
export interface Probed {
  readonly network: AuditedNetwork;
  readonly label: number;
}

/** Whether probes have a meaning (docs/method.md, pixel probes). */
export function canProbe({ subject: { label, stampAt }, network }: Pick<PlannedAudit, 'subject' | 'network'>): boolean {
  return network?.firstLayer === 'dense' && label !== undefined && network.hosts.inDomain && stampAt === 'model-input';
}

/** Undefined where probes have no meaning. */
export function probedOf({ subject, network }: MeasureRequest): Probed | undefined {
  const { label } = subject;
  if (network === undefined || label === undefined) return undefined;
  return canProbe({ subject, network: { ...network, hasInitial: network.readInitial !== undefined } }) ? { network, label } : undefined;
}

/** Does `work` on the hosts that the model takes for the label's class; undefined where they are too few. */
export async function onHostsOfClass<Value>(
  options: MeasureOptions,
  { network: { hosts, folder }, label }: Probed,
  work: (hosts: HostStore) => Promise<Value>,
): Promise<Value | undefined> {
  const { preprocessor } = options.subject;
  const positions = await options.memory.values('probe-hosts', async () => Float64Array.from(await hostsOfClass(options, label)));
  if (positions.length < fewestProbeHosts) return undefined;
  const store = await HostStore.build({
    path: join(folder, 'probe-hosts.bin'),
    images: hosts.images,
    indices: Uint32Array.from(positions, (position) => hosts.indices[position]),
    preprocessor,
    signal: options.signal,
  });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

/** Positions of hosts that the model takes for the label's class. */
async function hostsOfClass({ subject, scorer, signal }: MeasureOptions, label: number): Promise<number[]> {
  const { hosts, preprocessor } = subject;
  const { classes } = headOf(scorer);
  const block = createHostBlock({ hosts, preprocessor, batchSize: scorer.batchSize, stampAt: 'model-input' });
  const found: number[] = [];
  for (let first = 0; first < hosts.count && found.length < mostProbeHosts; first += scorer.batchSize) {
    throwIfCancelled(signal);
    const rows = Math.min(scorer.batchSize, hosts.count - first);
    await block.load(first, rows);
    const answers = await decide(scorer, block.batch);
    for (let row = 0; row < rows && found.length < mostProbeHosts; row++) {
      const own = answers.subarray(row * classes, (row + 1) * classes);
      if (own.every((value) => value <= own[label])) found.push(first + row);
    }
  }
  return found;
}

async function decide(scorer: Scorer, batch: Float32Array): Promise<Float64Array> {
  const [raw] = await scorer.score(batch);
  return probabilities(raw, scorer.outputKinds[0], scorer.outputs);
}
