import { hostsNeeded } from '../../statistics/detectable-effect.js';
import { fewestHosts, type Pilot, type Plan, type PlanRequest } from '../plan.js';

/** Numbers of strings at which a sequential test looks; p can be as small as 1 / (last + 1). */
const stringBlocks = [99, 199, 499, 999, 1999];

const mostHosts = 2000;

/** Marks that meet every host beside the strings: the feature, noise, paired strings and permuted ink. */
const marksBesideStrings = 110;

/** The share of the references' spread that sampling error may reach: a quarter, so that half of it is never near. */
const targetErrorShare = 0.25;

/** As many strings as fit on the hosts that their spread asks for. */
export function planStrings(request: PlanRequest, images: number): Pick<Plan, 'hosts' | 'blocks'> {
  const { pilot, availableHosts, decoyCapacity } = request;
  const most = Math.min(request.strings ?? stringBlocks[stringBlocks.length - 1], decoyCapacity);
  const blocks = [...stringBlocks.filter((size) => size < most), most];
  const wanted = request.hosts ?? hostsFor(pilot);
  const marks = () => blocks[blocks.length - 1] + marksBesideStrings;
  let hosts = Math.min(availableHosts, wanted);
  if (request.strings === undefined) {
    while (blocks.length > 1 && marks() * hosts > images) blocks.pop();
  }
  if (request.hosts === undefined && marks() * hosts > images) {
    hosts = Math.min(availableHosts, Math.max(fewestHosts, Math.floor(images / marks())));
  }
  return { hosts, blocks };
}

function hostsFor({ hosts, standardError, stringDeviation }: Pilot): number {
  if (!(stringDeviation > 0)) return mostHosts;
  const needed = hostsNeeded(hosts, standardError, stringDeviation, targetErrorShare);
  return Math.min(mostHosts, Math.max(256, needed));
}
