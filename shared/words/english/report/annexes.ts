import type { Judged, Verdict } from '../../../domain/verdict.js';
import { verdicts as verdictWords } from '../verdicts.js';
import { findings } from '../findings.js';
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
  whole: 'Verdict on this mark as a whole',
  text: 'Verdict on this text',
  kind: 'Verdict on marks of this kind at this place',
};
const verdictsOf = ({ verdicts }: AnnexFacts) =>
  verdicts.map(([subject, verdict]) => `${subjects[subject]}: ${verdictWords[verdict].inline}.`).join(' ');
const sensitivityOf = ({ points: value }: AnnexFacts) =>
  value === undefined ? 'The audit states no smallest detectable effect.' : findings.sensitivity(value);

export const annexes = {
  dpia: 'Annex A: paragraph for the data-protection impact assessment',
  dpiaText: (facts: AnnexFacts) =>
    `On ${day(facts.time)} we audited the model ${facts.model}, version ${facts.version} (file SHA-256 ${facts.hash}), for unintended memorisation of one private text or mark (audit ${facts.reference}). ${verdictsOf(facts)} ${sensitivityOf(facts)} The audit does not show that the model carries no personal data. It covers one text or mark at one place in this file. Assess the residual risk together with the de-identification procedure and with the access to the model.`,
  modelCard: 'Annex B: paragraph for the model card',
  modelCardText: (facts: AnnexFacts) =>
    `Privacy audit: version ${facts.version} was audited with Engram on ${day(facts.time)} for memorisation of a private text or mark in its training images. ${verdictsOf(facts)} ${sensitivityOf(facts)} This holds only for the file with SHA-256 ${facts.hash}. It is not evidence that the model is free of private information.`,
};
