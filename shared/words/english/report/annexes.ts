import type { Judged, Verdict } from '../../../domain/verdict.js';
import { verdicts as verdictWords } from '../verdicts.js';
import { day } from '../format.js';

/** Paragraphs to copy into other documents. */

export interface AnnexFacts {
  readonly model: string;
  readonly version: string;
  readonly hash: string;
  readonly reference: string;
  readonly time: string;
  /** In the order in which they are read. */
  readonly verdicts: readonly (readonly [Judged, Verdict])[];
  readonly points: number | undefined;
}

const subjects: Record<Judged, string> = {
  whole: 'for the mark as a whole',
  text: 'for the text itself',
  kind: 'for marks of its kind at its place',
};
const verdictsOf = ({ verdicts }: AnnexFacts) =>
  verdicts.map(([subject, verdict]) => `${subjects[subject]}: ${verdictWords[verdict].inline}`).join('; ');
const sensitivityOf = ({ points }: AnnexFacts) =>
  points === undefined
    ? 'The audit states no smallest detectable effect.'
    : `The audit would have found an effect of ${points} points of probability 8 times in 10.`;

export const annexes = {
  dpia: 'Annex A: paragraph for the data-protection impact assessment',
  dpiaText: (facts: AnnexFacts) =>
    `On ${day(facts.time)} the model ${facts.model}, version ${facts.version} (file SHA-256 ${facts.hash}), was audited for unintended memorisation of one private feature (audit ${facts.reference}). Verdict ${verdictsOf(facts)}. ${sensitivityOf(facts)} The audit does not show that the model carries no personal data; it covers one feature at one place in this file, and the residual risk is to be assessed together with the de-identification procedure and with access to the model.`,
  modelCard: 'Annex B: paragraph for the model card',
  modelCardText: (facts: AnnexFacts) =>
    `Privacy audit: version ${facts.version} was audited with Engram on ${day(facts.time)} for memorisation of a private feature in its training images. Verdict ${verdictsOf(facts)}. ${sensitivityOf(facts)} Valid for the file with SHA-256 ${facts.hash} alone; not evidence that the model is free of private information.`,
};
