import { permutedInk } from './permuted-ink-test.js';
import { initialWeights, pixelProbes } from './probes-tests.js';
import { broughtKind, broughtText, distilledKind, distilledText } from './references-tests.js';
import { sameTemplateStrings } from './strings-test.js';
import type { VerdictTest } from './test.js';

/** Every test, in the order in which a result lists them. */
export const verdictTests: readonly VerdictTest[] = [
  sameTemplateStrings,
  distilledText,
  distilledKind,
  broughtText,
  broughtKind,
  initialWeights,
  pixelProbes,
  permutedInk,
];
