import { hostsNeeded } from '../../statistics/detectable-effect.js';
import { fewestHosts, type Pilot, type Plan, type PlanRequest } from '../plan.js';

/** Numbers of strings at which a sequential test looks; p can be as small as 1 / (last + 1). */
const stringBlocks = [99, 199, 499, 999, 1999];
export const [fewestStrings] = stringBlocks;

const mostHosts = 2000;

/** Marks that meet every host beside the strings: the feature, noise, paired strings and permuted ink, many of those or few. */
const marksBesideStrings = { usual: 112, tight: 32 };

/** The share of the references' spread that sampling error may reach: a quarter, so that half of it is never near. */
const targetErrorShare = 0.25;

/** More hosts than a verdict needs by the pilot, since its own error is large. */
const margin = 1.25;

/** As many strings as fit on the hosts that their spread asks for; where time is short, on as many as a verdict needs. */
export function planStrings(request: PlanRequest, images: number): Pick<Plan, 'hosts' | 'blocks'> {
  const { pilot, availableHosts, decoyCapacity } = request;
  const most = Math.min(request.strings ?? stringBlocks[stringBlocks.length - 1], decoyCapacity);
  const blocks = [...stringBlocks.filter((size) => size < most), most];
  const wanted = request.hosts ?? hostsFor(pilot);
  const last = () => blocks[blocks.length - 1];
  let hosts = Math.min(availableHosts, wanted);
  if (request.strings === undefined) {
    while (blocks.length > 1 && (last() + marksBesideStrings.usual) * hosts > images) blocks.pop();
  }
  if (request.hosts === undefined && (last() + marksBesideStrings.usual) * hosts > images) {
    const affordable = Math.floor(images / (last() + marksBesideStrings.tight));
    hosts = Math.min(hosts, Math.max(leastHosts(pilot), affordable));
  }
  return { hosts, blocks };
}

/** With fewer hosts the sampling error would forbid "not detected". */
function leastHosts({ hosts, standardError, stringDeviation }: Pilot): number {
  if (!(stringDeviation > 0)) return fewestHosts;
  return Math.max(fewestHosts, Math.ceil(margin * hostsNeeded(hosts, standardError, stringDeviation)));
}

function hostsFor({ hosts, standardError, stringDeviation }: Pilot): number {
  if (!(stringDeviation > 0)) return mostHosts;
  const needed = hostsNeeded(hosts, standardError, stringDeviation, targetErrorShare);
  return Math.min(mostHosts, Math.max(256, needed));
}
