import type { Verdict } from '../../../domain/verdict.js';
import { verdicts } from '../verdicts.js';
import { count, day } from '../format.js';

/** The first page: what a board reads. */

export const firstPage = {
  title: 'Memorisation audit report',
  titleOf: (model: string, reference: string) => `Memorisation audit ${reference}: ${model}`,
  organisation: 'Engram',
  marked: { privateText: 'CONTAINS THE PRIVATE TEXT: patient data', label: 'contains the class of the record: health data' },
  verdict: 'Verdict',

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
