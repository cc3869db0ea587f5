import type { Outlook, Prospect } from '../../domain/prospect.js';
import { claims } from './claims.js';
import { count, listed, roughDuration } from './format.js';
import { standIns } from './stand-ins.js';
import { verdicts } from './verdicts.js';

/** Sharing the machine by more than this is worth a word. */
const busy = 0.7;

function reachSentence({ strongest, clears }: Prospect): string {
  const found = strongest === undefined ? undefined : `find a leak and call it "${verdicts[strongest].inline}"`;
  const cleared = `say "${verdicts['not-detected'].inline}"`;
  if (found === undefined)
    return clears ? `this audit can ${cleared}, but it cannot find a leak.` : `this audit can only end "${verdicts.inconclusive.inline}".`;
  if (clears) return `this audit can ${found}, or ${cleared}.`;
  return `this audit can ${found}. It cannot ${cleared}: without a finding it ends "${verdicts.inconclusive.inline}".`;
}

/** What a person is told of an audit before it measures anything. */
export const outlook = {
  time: ({ seconds, share }: Outlook) =>
    `This audit takes about ${roughDuration(seconds)} on this machine.${share < busy ? ' The machine is busy: when nothing else runs, the audit is faster. What it finds is the same.' : ''}`,

  atLeast: (seconds: number) => `It takes at least about ${roughDuration(seconds)} on this machine.`,

  /** What the verdicts can come to: those that can come to the same share a sentence. */
  prospects(found: readonly Prospect[]): string[] {
    const alike = [...new Set(found.map(reachSentence))];
    return alike.map((sentence) => {
      const titles = found.filter((prospect) => reachSentence(prospect) === sentence).map(({ judged }) => claims[judged].title);
      return `${listed(titles.map((title, index) => (index === 0 ? title : title.charAt(0).toLowerCase() + title.slice(1))))}: ${sentence}`;
    });
  },

  /** What would let a quick audit say more. */
  advice: 'For more, make it a full audit: give it images without the mark, or bring earlier versions of the model.',

  shortened: ({ epochs, wanted, head }: NonNullable<Outlook['shortened']>) =>
    head === 'small'
      ? "The time limit is short for the comparison models: they get a small last layer instead of the network's own, and may be too unlike the model to be compared. Raise the limit, or take it away."
      : `The time limit is short for the comparison models: they see each image ${epochs} times instead of ${wanted}, and may be too unlike the model to be compared. Raise the limit, or take it away.`,

  standIns({ made, asked, seconds, copies, reason }: NonNullable<Outlook['standIns']>): string {
    const why = reason === undefined ? '' : ` ${standIns.why(reason)}`;
    if (made === 0) return `It makes no stand-ins of the model, so it cannot say what it would have found.${why}`;
    const planted = copies.filter((one) => one > 0);
    const kinds = planted.length === 0 ? 'clean ones alone' : `clean ones, and some with ${listed(planted.map(count))} planted records`;
    return `About ${roughDuration(seconds)} of that goes to stand-ins of the model: ${made === asked ? count(made) : `${count(made)} of ${count(asked)}`} (${kinds}).${why}`;
  },

  /** All of it, a sentence each. */
  sentences(found: Outlook): string[] {
    return [
      outlook.time(found),
      ...outlook.prospects(found.prospects),
      ...(found.lacksReferences ? [outlook.advice] : []),
      ...(found.standIns ? [outlook.standIns(found.standIns)] : []),
      ...(found.shortened ? [outlook.shortened(found.shortened)] : []),
    ];
  },

  limitTooShort: (seconds: number, limit: number) =>
    `This audit takes at least ${roughDuration(seconds)} on this machine when nothing else runs, and its time limit is ${roughDuration(limit)}.`,
  limitHint: (seconds: number) => `Set the time limit to ${roughDuration(1.1 * seconds)} or more, or take it away.`,
};
