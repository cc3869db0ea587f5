import type { Compared, StandInPoint, StandInReason, StandInsRecord } from '../../domain/stand-ins.js';
import { count, listed, percent, plural } from './format.js';

type ReasonOf<Code extends StandInReason['code']> = Extract<StandInReason, { code: Code }>;

/** Why stand-ins were not made, and what to do about it. */
const reasons: { readonly [Code in StandInReason['code']]: (reason?: ReasonOf<Code>) => string } = {
  time: () => 'The time does not allow more. Raise the time limit for more.',
  'network-not-rebuilt': () => 'Engram cannot train a network with all the layers of this one.',
  'no-comparison-models': () => 'They need comparison models of full quality. Raise the time limit, or use larger images, and audit again.',
  'too-few-other-texts': () => 'Too few other texts of this form exist. Make more of the text private in its template.',
  'too-few-records': (found) =>
    `Too few images belong to the class${found === undefined ? '' : `: the model gives it to ${count(found.given)}, and ${count(found.needed)} are needed`}. Add more images without the mark.`,
};

const comparisons: Record<Compared, string> = {
  'not-enough':
    'We have not compared enough stand-ins with real planted models of this kind of network. Real leaks may be harder to find than these shares say.',
  agree: 'In our study, stand-ins of this kind of network were found about as often as real planted models.',
  overstate:
    'In our study, stand-ins of this kind of network were found more often than real planted models. Real leaks are harder to find than these shares say.',
};

/** What a public finding tells of them, too. */
export type ToldStandIns = Pick<StandInsRecord, 'trainingImages' | 'compared' | 'points'> & {
  readonly notMade: readonly (Omit<StandInsRecord['notMade'][number], 'reason'> & { readonly reason: Pick<StandInReason, 'code'> })[];
};

function whySentence(reason: Pick<StandInReason, 'code'>): string {
  // Each function takes the numbers that its own code has; a public finding gives the code alone.
  const sentence = reasons[reason.code] as (numbers?: Pick<StandInReason, 'code'>) => string;
  return sentence('given' in reason ? reason : undefined);
}

function pointSentence({ copies, made, found, interval }: StandInPoint, trainingImages: number): string {
  const records = `${plural(copies, 'leaked record')} among ${count(trainingImages)} ${copies === 1 ? 'was' : 'were'}`;
  const result =
    made === 1
      ? `In the one planted copy of your model, ${records} ${found.whole === 0 ? 'not found' : 'found'}`
      : `In ${found.whole === 0 ? 'none' : found.whole} of ${count(made)} planted copies of your model, ${records} found`;
  return `${result} (95% interval ${percent(rounded(interval[0]))} to ${percent(rounded(interval[1]))}).`;
}

function cleanSentence({ made, found }: StandInPoint): string {
  const clean = plural(made, 'clean copy', 'clean copies');
  return found.whole === 0
    ? `In ${made === 1 ? 'the one clean copy' : `all ${clean}`} the tests kept quiet.`
    : `In ${found.whole} of ${clean} the tests found a mark that nobody planted.`;
}

/** What audits of stand-ins found: what this audit would have found in networks like the model. */
export const standIns = {
  title: 'What this audit would have found',
  why: whySentence,
  about:
    'Engram made copies of your model (stand-ins): networks of the same kind that learn what your model decides. It planted another text in some records of some copies, and audited each copy as it audited your model.',
  compared: (compared: Compared) => comparisons[compared],

  /** Found of made, rising in copies. */
  points: ({ points, trainingImages }: Pick<ToldStandIns, 'points' | 'trainingImages'>): string[] =>
    points.map((point) => (point.copies === 0 ? cleanSentence(point) : pointSentence(point, trainingImages))),

  notMade(lines: ToldStandIns['notMade']): string[] {
    const byReason = new Map<string, ToldStandIns['notMade'][number][]>();
    for (const line of lines) {
      const why = whySentence(line.reason);
      byReason.set(why, [...(byReason.get(why) ?? []), line]);
    }
    return [...byReason].map(([why, alike]) => {
      const what = alike.map(
        (line) => `${count(line.count)} ${line.copies === 0 ? 'clean' : `with ${plural(line.copies, 'planted record')}`}`,
      );
      return `Not made: ${listed(what)}. ${why}`;
    });
  },

  /** All of it, a sentence each. */
  sentences(told: ToldStandIns): string[] {
    if (told.points.length === 0) return standIns.notMade(told.notMade);
    return [standIns.about, ...standIns.points(told), standIns.compared(told.compared), ...standIns.notMade(told.notMade)];
  },
};

/** A share to 1%. */
function rounded(share: number): number {
  return Math.round(100 * share) / 100;
}
