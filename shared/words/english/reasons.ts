import type { PublicReasonCode } from '../../domain/finding.js';
import type { DisagreementCause, Reason } from '../../domain/reasons.js';
import { listed, percent, plural } from './format.js';
import { tests } from './tests.js';

/** The numbers of a reason; a public finding gives its code alone. */
type NumbersOf<Code extends string> = Omit<Extract<Reason, { code: Code }>, 'code'>;
type Reasons = { readonly [Code in PublicReasonCode]: (numbers?: NumbersOf<Code>) => string };

type CauseSentence<Code extends DisagreementCause['code']> = (cause: Extract<DisagreementCause, { code: Code }>) => string;

/** What made comparison models too unlike the model, and what to do about it. */
const disagreementCauses: { readonly [Code in DisagreementCause['code']]: CauseSentence<Code> } = {
  time: () => 'The time limit cut their training short. Raise the time limit, or take it away, and audit again.',
  'few-images': ({ images }) => `They learned from ${plural(images, 'image')}. Add more images without the mark and audit again.`,
  'hard-to-imitate': () =>
    'They learned from enough images for long enough, so this network is hard to imitate. Add earlier versions of the model to compare with.',
  brought: () => 'They are the models that you added. Add versions that are nearer to this one.',
};

function causeSentence(cause: DisagreementCause): string {
  // Each function takes the numbers that its own code has.
  const sentence = disagreementCauses[cause.code] as (cause: DisagreementCause) => string;
  return sentence(cause);
}

/** What did not move the answers. */
const unmoved: { readonly [Stamped in Extract<Reason, { code: 'answers-do-not-move' }>['stamped']]: string } = {
  'other-texts': 'At least half of the stamped texts did not move the answers at all.',
  noise: 'Noise of the size of the mark, stamped in its place, did not move the answers at all.',
  mark: 'The mark did not move the answers at all.',
};

/** Why a claim has no verdict, or no stronger one, and what to do about it. */
export const reasons: Reasons = {
  'bounds-straddle': (found) =>
    `${found === undefined ? 'The corrected p-value is too close to the limit to decide.' : `The corrected p-value is too close to ${found.level} to decide: its 95% interval lies on both sides.`} Run the audit again with more time. Engram will then compare more texts.`,
  'references-tie': () =>
    'At least half of the other texts moved the answers exactly as far as each other, or not at all. The model cannot tell them apart.',
  'answers-do-not-move': (found) =>
    `${unmoved[found?.stamped ?? 'other-texts']} The model does not react to what is stamped at this place. Check the place, the size and the ink of the mark.`,
  'answers-alike': (found) =>
    `The model answers alike to all images.${found === undefined ? '' : ` Over ${plural(found.images, 'host image')} it gave class ${found.class} a probability between ${found.lowest.toFixed(4)} and ${found.highest.toFixed(4)}.`} Check the preprocessing: the range, mean and deviation of the pixels must be those of the training.`,
  'control-failed': (found) =>
    `Engram misjudged ${found === undefined ? 'a control model' : plural(found.controls.length, 'control model')} whose answer is known${found === undefined ? '' : ` (${listed(found.controls)})`}. It cannot rule anything out on this machine. Run the self-check in the settings.`,
  'feature-unresolvable': (found) =>
    `At the size of the model's input, two texts of this form look almost the same${found === undefined ? '' : `: they differ by ${found.greyLevels.toFixed(1)} of 255 grey levels, and 2 are needed`}. This audit can speak of "some text here", not of this text.`,
  'sampling-error': (found) =>
    `There are too few host images.${found === undefined ? '' : ` The effect of a text is known to within ${found.samplingError.toPrecision(2)} log-odds, and texts differ from each other by ${found.deviation.toPrecision(2)}.`} ${found === undefined ? 'Add host images and audit again.' : `Audit again with about ${plural(found.hosts, 'host image')}.`}`,
  'too-few-texts': (found) =>
    `${found === undefined ? 'Too few other texts of this form exist.' : `Only ${plural(found.given, 'other text')} of this form could be drawn, and ${found.needed} are needed.`} Make more of the text private in its template.`,
  'too-few-models': (found) =>
    `There are too few models to compare with${found === undefined ? '' : `: ${found.needed} are needed and ${found.given === 1 ? 'there is 1' : `there are ${found.given}`}`}. Add another version of the model.`,
  'too-few-places': (found) =>
    `The images leave too little room to stamp the mark elsewhere${found === undefined ? '' : `: there ${found.given === 1 ? 'is 1 other place' : `are ${found.given} other places`} and ${found.needed} are needed`}. Use larger host images, or a smaller mark.`,
  'too-few-pixels': (found) =>
    `The mark is too small to compare pixel by pixel${found === undefined ? '' : `: it has ${plural(found.given, 'pixel')} with the ring around it, and ${found.needed} are needed`}.`,
  'no-other-place': () =>
    'Comparison models were given, but the mark leaves too few other places in the image to compare at. Use larger host images, or a smaller mark.',
  'too-few-references': () => 'There is too little to compare with.',
  'label-unknown': () =>
    'The class of the record is not known, so "signal" is the strongest verdict that this audit can give. State the class and audit again.',
  'family-not-studied': () =>
    'We have not studied how often this test raises false alarms on enough networks of this kind, so "signal" is the strongest verdict that this audit can give.',
  'false-alarms-unsettled': () =>
    'Our studies do not show that the false alarms of this test keep to their bounds on networks of this kind, so "signal" is the strongest verdict that it can give.',
  'false-alarms-too-many': (found) =>
    `In our studies, tests that count elsewhere raised too many false alarms on networks of this kind. They are shown for information only.${found === undefined || found.left.length === 0 ? '' : ` These can still count here: ${listed(found.left.map((name) => `"${tests[name].name}"`))}. To run ${found.left.length === 1 ? 'it' : 'one of them'}, add ${[...new Set(found.left.map((name) => tests[name].needs))].join('; or ')}.`}`,
  'agreement-too-low': (found) =>
    `The comparison models are too unlike this model${found === undefined ? '' : `: they agree with it on ${percent(round(found.agreement))} of new images, and ${percent(round(found.needed))} are needed`}. ${found?.cause === undefined ? 'Add more images without the mark, or give the audit more time.' : causeSentence(found.cause)}`,
  'stand-ins-alarmed': (found) =>
    `Engram found a mark in clean stand-ins of this model, where nobody planted one${found === undefined ? '' : ` (in ${found.alarms} of ${found.made})`}. The test that found it raises false alarms on networks like this one, so it does not count. Add earlier versions of the model to compare with.`,
  'stand-ins-missed': (found) =>
    `This audit finds too little in networks like this one to rule anything out${found === undefined ? '' : `: of ${plural(found.made, 'stand-in')} with ${plural(found.copies, 'planted record')} each, it found ${found.found === 0 ? 'none' : found.found}`}. Give it more host images and more time, and audit again.`,
  'no-counting-test': () =>
    `No test that counts for this verdict was run. Add ${tests['distilled-kind'].needs}; or ${tests['brought-kind'].needs}.`,
};

/** A reason with its numbers. */
export function reasonSentence(reason: Reason): string {
  // Each function takes the numbers that its own code has.
  const sentence = reasons[reason.code] as (numbers: Reason) => string;
  return sentence(reason);
}

/** A share to 0.1%. */
function round(share: number): number {
  return Math.round(1000 * share) / 1000;
}
