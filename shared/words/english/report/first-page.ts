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
    if (ordinal === 1) return 'This is the first audit of this model for this text or mark in this register.';
    const which = `This is audit ${ordinal} of this model for this text or mark.`;
    if (earlier.length === 0) return `${which} The register holds no verdict of the earlier ones, because they were cancelled or deleted.`;
    const latest = earlier.slice(-3);
    const before = earlier.length > latest.length ? ` The register holds ${earlier.length - latest.length} more from before.` : '';
    const told = latest.map(
      ({ time, text, kind }) => `${day(time)}: this text ${verdicts[text].inline}, marks of this kind ${verdicts[kind].inline}`,
    );
    return `${which} Earlier verdicts: ${told.reverse().join('; ')}.${before}`;
  },

  next: 'What to do next',
  agreed: (verdict: Verdict) => `What the team agreed beforehand for "${verdicts[verdict].inline}"`,
  adviceName: 'Engram’s advice',

  declared: 'The case (written by the team; Engram checks none of it)',
  fields: {
    reference: 'Reference',
    controller: 'Controller',
    model: 'Model, owner, version',
    intendedUse: 'Intended use',
    dpia: 'DPIA',
    deidentification: 'De-identification',
    reason: 'Why this text is tested',
  },
  modelOf: (name: string, owner: string, version: string) => `${name}, ${owner}, version ${version}`,
  procedureOf: (procedure: string, version: string) => `${procedure}, version ${version}`,

  measured: 'What we tested (measured by Engram)',
  facts: { level: 'Audit', feature: 'Text or mark', hosts: 'Host images', references: 'Compared with', controls: 'Control models' },
  level: { full: 'Full: with comparison models trained from this model', quick: 'Quick: without comparison models' },
  featureOf: (kind: 'text' | 'bitmap', anchor: string, tolerance: number) =>
    `A private ${kind === 'text' ? 'text' : 'mark'}, ${anchor.replace('-', ' ')} of the image${tolerance > 0 ? `, to within ${tolerance} pixels` : ''}. It is withheld; its commitment is under "Software, device and clock".`,
  hostsOf: (used: number, inDomain: boolean, size: { readonly width: number; readonly height: number } | undefined) =>
    `About ${count(used)} images without the mark, ${inDomain ? 'supplied by the team' : 'from the set that Engram ships'}${size === undefined ? '' : `, made at ${size.width} × ${size.height} pixels`}`,
  referencesOf(strings: number, students: number): string {
    const parts = [
      strings > 0 ? `up to ${count(strings)} other texts of the same form` : undefined,
      students > 0 ? `${students} comparison models (students) trained on the answers of this one` : undefined,
    ];
    const told = parts.filter((part) => part !== undefined).join('; ') || 'shuffles of its own pixels';
    return told.charAt(0).toUpperCase() + told.slice(1);
  },
  controlsOf: (right: number, all: number) => `${right === all ? '' : 'Only '}${right} of ${all} judged rightly`,

  notTested: 'What we did not test',
  notRun: (names: readonly string[]) => `These tests were not run: ${names.map((name) => `"${name}"`).join('; ')}.`,
  never:
    'We did not test other texts, other places, other marks or other versions of the model. No audit can show that a model carries no private information.',
  validity: (hash: string) =>
    `This finding holds only for the model file with SHA-256 ${hash}. Any change to the file, however small, needs an audit of its own.`,
};
