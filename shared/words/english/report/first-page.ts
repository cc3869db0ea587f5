import type { PBand } from '../../../domain/finding.js';
import type { StudiedPower } from '../../../domain/studied-power.js';
import type { TestName } from '../../../domain/comparisons.js';
import type { Claim, Verdict } from '../../../domain/verdict.js';
import { verdicts } from '../verdicts.js';
import { count, day, percent } from '../format.js';

/** The first page: what a board reads. */

const subject: Record<Claim, string> = { text: 'the tested text', kind: 'marks of this kind at this place' };

const beyond: Record<TestName, string> = {
  'same-template-strings': 'beyond comparable texts',
  'distilled-text': 'beyond reference models distilled from it',
  'distilled-kind': 'beyond reference models distilled from it',
  'brought-text': 'beyond the reference models that were brought',
  'brought-kind': 'beyond the reference models that were brought',
  'pixel-probes': 'beyond what the place of its pixels explains',
  'initial-weights': 'beyond what its initial weights explain',
  'permuted-ink': 'beyond its own pixels shuffled',
};

/** How often chance alone would give as much. */
function byChance(band: PBand, alpha: number): string {
  return { above: '', alpha: `at most ${percent(alpha)} of the time`, '0.01': 'at most 1 time in 100', '0.001': 'at most 1 time in 1,000' }[
    band
  ];
}

export const firstPage = {
  title: 'Memorisation audit report',
  titleOf: (model: string, reference: string) => `Memorisation audit ${reference}: ${model}`,
  organisation: 'Engram',
  marked: { privateText: 'CONTAINS THE PRIVATE TEXT: patient data', label: 'contains the class of the record: health data' },
  verdict: 'Verdict',

  sentence(claim: Claim, verdict: Verdict, deciding: TestName | undefined, band: PBand | undefined, alpha: number): string {
    const than = deciding === undefined ? '' : ` ${beyond[deciding]}`;
    const chance = band === undefined || band === 'above' ? '' : `; chance alone would show as much ${byChance(band, alpha)}`;
    switch (verdict) {
      case 'memorised':
        return `The model reacts to ${subject[claim]}${than}${chance}.`;
      case 'signal':
        return `The model seems to react to ${subject[claim]}${than}${chance}. It takes a repeat to be sure.`;
      case 'not-detected':
        return `The model does not react to ${subject[claim]} more than chance explains, at the sensitivity stated here.`;
      case 'inconclusive':
        return `Nothing can be said about ${subject[claim]}. This is not the same as "not detected".`;
    }
  },
  sensitivity: (points: number) =>
    `An effect of ${points} ${points === 1 ? 'point' : 'points'} of probability would have been found 8 times in 10.`,

  studied({ models, trainingImages, points, limit }: StudiedPower): string {
    const most = points[points.length - 1].copies;
    const found =
      limit === undefined
        ? `fewer than 8 in 10 even of ${count(most)} leaked copies`
        : `8 in 10 from ${count(limit)} leaked ${limit === 1 ? 'copy' : 'copies'} up`;
    return `Of marks planted in ${count(models)} networks of this kind, each trained on ${count(trainingImages)} images, audits by the same tests found ${found}.`;
  },

  history(ordinal: number, earlier: readonly { readonly time: string; readonly text: Verdict; readonly kind: Verdict }[]): string {
    if (ordinal === 1) return 'This is the first audit of this model for this feature in this register.';
    const which = `This is audit ${ordinal} of this model for this feature.`;
    if (earlier.length === 0) return `${which} The register holds no verdict of the earlier ones: they were cancelled or deleted.`;
    const latest = earlier.slice(-3);
    const before = earlier.length > latest.length ? `; and ${earlier.length - latest.length} before` : '';
    const told = latest.map(
      ({ time, text, kind }) => `${day(time)}: this text ${verdicts[text].inline}, marks of this kind ${verdicts[kind].inline}`,
    );
    return `${which} Earlier verdicts: ${told.reverse().join('; ')}${before}.`;
  },

  next: 'What to do next',
  agreed: (verdict: Verdict) => `Agreed beforehand for "${verdicts[verdict].inline}" (declared)`,
  advice: {
    memorised: 'Do not release the model as it is. Find the record in the training data, and retrain without it or with its marks removed.',
    signal: 'Repeat the audit with a seed that is declared beforehand, and hold the release until then.',
    'not-detected': 'Weigh the smallest effect that this audit would have found against the harm of a leak, and record both.',
    inconclusive: 'See the reasons, supply what is missing and audit again.',
  } satisfies Record<Verdict, string>,
  adviceName: 'Engram’s advice',

  declared: 'The case (declared by the team; Engram checks none of it)',
  fields: {
    reference: 'Reference',
    controller: 'Controller',
    model: 'Model, owner, version',
    intendedUse: 'Intended use',
    dpia: 'DPIA',
    deidentification: 'De-identification',
    reason: 'Why this text',
  },
  modelOf: (name: string, owner: string, version: string) => `${name}, ${owner}, version ${version}`,
  procedureOf: (procedure: string, version: string) => `${procedure}, version ${version}`,

  measured: 'What was tested (measured)',
  facts: { level: 'Audit', feature: 'Feature', hosts: 'Host images', references: 'Compared with', controls: 'Controls' },
  level: { full: 'full: with references distilled from the model', quick: 'quick: without distilled references' },
  featureOf: (kind: 'text' | 'bitmap', anchor: string, tolerance: number) =>
    `${kind === 'text' ? 'a private text' : 'a private mark'}, ${anchor.replace('-', ' ')} of the image${tolerance > 0 ? `, within ${tolerance} pixels` : ''}; withheld, see its commitment`,
  hostsOf: (used: number, inDomain: boolean) => `about ${count(used)}, ${inDomain ? 'in-domain' : 'from the set that Engram ships'}`,
  referencesOf(strings: number, students: number): string {
    const parts = [
      strings > 0 ? `up to ${count(strings)} texts of the same template` : undefined,
      students > 0 ? `${students} models distilled from this one` : undefined,
    ];
    return parts.filter((part) => part !== undefined).join('; ') || 'its own pixels shuffled';
  },
  controlsOf: (right: number, all: number) =>
    right === all ? `${right} of ${all} judged rightly` : `only ${right} of ${all} judged rightly`,

  notTested: 'What was not tested',
  notRun: 'Not run',
  never:
    'Other texts, other places, other marks and other versions of the model. No audit can show that a model carries no private information.',
  validity: (hash: string) =>
    `Valid for the model file with SHA-256 ${hash} alone. Any change to the file, however small, needs an audit of its own.`,
};
