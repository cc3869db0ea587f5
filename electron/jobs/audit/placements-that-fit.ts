import { controlPositions } from '../../engine/features/control-positions.js';
import type { Size } from '../../engine/features/placement.js';
import type { AuditCase } from './case.js';

/** More than any null takes. */
const mostPlacements = 60;

/** Hosts whose native sizes stand for all of them. */
const sampledHosts = 32;

/** Control placements that every host has room for, in the images that are stamped. */
export async function placementsThatFit({ spec, feature, preprocessor, hosts }: AuditCase): Promise<number> {
  const { placement, stampAt } = spec.feature;
  const countIn = (size: Size) => controlPositions(placement, feature.patch, size, mostPlacements).length;
  if (stampAt === 'model-input') return countIn(preprocessor);
  const counts: number[] = [];
  for (const index of hosts.indices.slice(0, sampledHosts)) counts.push(countIn(await hosts.images.read(index)));
  return Math.min(...counts);
}
