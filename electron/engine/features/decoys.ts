import { EngineError } from '../base/error.js';
import { Generator } from '../base/random/generator.js';
import { drawText, textOfRank, type TextSpace } from './text-space.js';

/** Ink pixels of a decoy may differ from the feature's by this share: the first at which enough texts remain. */
const inkTolerances = [0.1, 0.2, 0.4] as const;
/** Enough: as many as the longest plan draws. */
const enoughTexts = 1_999;
/** Spaces up to this size are counted text by text; of larger ones a sample tells. */
const countableTexts = 65_536;
const sampledTexts = 512;
/** Least share of a large space that must qualify, so that drawing stays fast. */
const leastShare = 0.25;
const attemptsPerDecoy = 10_000;

/** What decoys of a feature are drawn from. */
export interface DecoySource {
  /** Different texts that can be drawn: counted, or estimated from a sample where there are more than 65,536. */
  readonly capacity: number;
  /** Share by which the number of ink pixels may differ, or undefined where any number may. */
  readonly inkTolerance: number | undefined;
  /** Qualifying texts where the space is small enough to list them. */
  readonly listed: readonly string[] | undefined;
  readonly space: TextSpace;
  readonly qualifies: (text: string) => boolean;
  /** Decoys drawn so far, by seed. */
  readonly drawn: Map<number, DrawnTexts>;
}

interface DrawnTexts {
  readonly texts: string[];
  readonly seen: Set<string>;
  readonly generator: Generator;
}

/**
 * Finds out what can be drawn beside `text`: every other text of the space whose number of ink pixels
 * (`inkOf`) is close to that of the feature. The tolerance is 10%, widened to 20%, 40% and any until
 * 1,999 texts remain.
 */
export function decoySource(space: TextSpace, text: string, inkOf: (text: string) => number): DecoySource {
  const size = space.columns.reduce((product, column) => product * column.length, 1);
  const own = inkOf(text);
  const within = (tolerance: number | undefined) => (other: string) =>
    other !== text && (tolerance === undefined || Math.abs(inkOf(other) - own) <= tolerance * own);
  const countable = size <= countableTexts;
  let pool: string[];
  if (countable) {
    pool = Array.from({ length: size }, (_, rank) => textOfRank(space, rank));
  } else {
    const generator = new Generator(0, 'decoy-ink');
    pool = Array.from({ length: sampledTexts }, () => drawText(space, generator));
  }
  const weight = size / pool.length;
  for (const inkTolerance of [...inkTolerances, undefined]) {
    const qualifies = within(inkTolerance);
    const qualifying = pool.filter(qualifies);
    const share = qualifying.length / pool.length;
    const enough = qualifying.length * weight >= enoughTexts && (countable || share >= leastShare);
    if (enough || inkTolerance === undefined) {
      const capacity = countable ? qualifying.length : Math.floor(Math.min(share * size, Number.MAX_SAFE_INTEGER));
      return { capacity, inkTolerance, listed: countable ? qualifying : undefined, space, qualifies, drawn: new Map() };
    }
  }
  throw new EngineError('internal', { fault: 'no-decoy-qualifies' });
}

/**
 * Decoy number `index` of a seed: a text of the same template, never the feature's own and never that
 * of another index of the seed. Equal seeds give equal decoys, in whatever order they are asked for.
 */
export function drawDecoy(source: DecoySource, index: number, seed: number): string {
  if (index >= source.capacity) {
    throw new EngineError('feature-invalid', { fault: 'template-too-few-texts', capacity: source.capacity });
  }
  let drawn = source.drawn.get(seed);
  if (!drawn) {
    drawn = start(source, seed);
    source.drawn.set(seed, drawn);
  }
  while (drawn.texts.length <= index) drawNext(source, drawn);
  return drawn.texts[index];
}

function start(source: DecoySource, seed: number): DrawnTexts {
  const generator = new Generator(seed, 'decoy-text');
  const { listed } = source;
  const texts = listed ? Array.from(generator.permutation(listed.length), (rank) => listed[rank]) : [];
  return { texts, seen: new Set(), generator };
}

function drawNext(source: DecoySource, drawn: DrawnTexts): void {
  for (let attempt = 0; attempt < attemptsPerDecoy; attempt++) {
    const text = drawText(source.space, drawn.generator);
    if (drawn.seen.has(text) || !source.qualifies(text)) continue;
    drawn.seen.add(text);
    drawn.texts.push(text);
    return;
  }
  throw new EngineError('feature-invalid', { fault: 'template-texts-used-up' });
}
