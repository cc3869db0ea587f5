import { fewestHosts, type Plan, type PlanRequest } from '../plan.js';
import { controlPlacementsFor } from './statistic.js';

const mostContrastStrings = 8;
const fewestContrastStrings = 4;

/** As many hosts and strings as fit on the placements that the null takes. */
export function planPlacements(
  request: PlanRequest,
  images: number,
  { hosts }: Plan,
): Pick<Plan, 'controlPlacements' | 'contrastStrings' | 'referenceHosts'> {
  const { wanted, fewest } = controlPlacementsFor(request.classes);
  // Fewer places than the null needs are no comparison: the audit goes without, and says so.
  if (!request.references || request.placementsThatFit < fewest) return { controlPlacements: 0, contrastStrings: 0, referenceHosts: 0 };
  const controlPlacements = Math.min(wanted, request.placementsThatFit);
  const patches = (contrastStrings: number) => (1 + contrastStrings) * (1 + controlPlacements);
  let contrastStrings = mostContrastStrings;
  while (contrastStrings > fewestContrastStrings && patches(contrastStrings) * fewestHosts > images) contrastStrings /= 2;
  const affordable = Math.max(fewestHosts, Math.floor(images / patches(contrastStrings)));
  return { controlPlacements, contrastStrings, referenceHosts: Math.min(hosts, affordable) };
}
