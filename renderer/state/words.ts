import type { ErrorData } from '../../shared/domain/error.js';
import type { OutputKind } from '../../shared/domain/model.js';
import type { Progress } from '../../shared/domain/progress.js';
import type { Decision, Role } from '../../shared/domain/signing.js';
import type { ArchitectureFamily, Claim, Reach, TestName, Verdict } from '../../shared/domain/verdict.js';

/** Words that several places of the window share. */

export const verdictWords: Record<Verdict, string> = {
  memorised: 'Memorised',
  signal: 'Signal',
  'not-detected': 'Not detected',
  inconclusive: 'Inconclusive',
};

export const claimWords: Record<Claim, { readonly title: string; readonly question: string }> = {
  text: { title: 'This text', question: 'Does the model react to this very text, beyond comparable texts?' },
  kind: {
    title: 'Marks of this kind',
    question: 'Does it react to marks of this kind at this place, beyond what its kind of network does by nature?',
  },
};

export const testWords: Record<TestName, string> = {
  'same-template-strings': 'Rank among texts of the same template',
  'distilled-text': 'Distilled references, text against texts',
  'distilled-kind': 'Distilled references',
  'brought-text': 'Brought models, text against texts',
  'brought-kind': 'Brought models',
  'pixel-probes': 'Pixel probes',
  'initial-weights': 'Initial weights',
  'permuted-ink': 'Rank among its own pixels shuffled',
};

/** Whether a test enters the verdict; what keeps it from more is said by its own sentence. */
export const reachWords: Record<Reach, string> = { memorised: 'yes', signal: 'at most a signal', nothing: 'no' };

export const outputKindWords: Record<OutputKind, string> = {
  softmax: 'Probabilities that add up to 1 (softmax)',
  logits: 'Scores before a softmax (logits)',
  sigmoid: 'A probability for each label (sigmoid)',
  'sigmoid-logits': 'Scores before a sigmoid, one a label',
};

export const familyWords: Record<ArchitectureFamily, string> = {
  dense: 'dense network',
  convolutional: 'convolutional network',
  'convolutional-normalised': 'convolutional network with normalisation or global pooling',
  other: 'of no family that was studied',
};

export const phaseWords: Record<Progress['phase'], string> = {
  load: 'Open the model and the images',
  pilot: 'Measure speed and spread',
  controls: 'Audit the controls',
  hosts: 'Stamp the host images',
  distil: 'Ask the model about images without marks',
  students: 'Train and compare references',
  strings: 'Compare with other texts',
  references: 'Compare with brought models',
  probes: 'Probe single pixels',
  train: 'Train',
  write: 'Write the results',
};

export const roleWords: Record<Role, { readonly title: string; readonly who: string }> = {
  auditor: { title: 'Auditor', who: 'Whoever ran the audit.' },
  reviewer: { title: 'Reviewer', who: 'Whoever checked its method and limits.' },
  approver: { title: 'Approver', who: 'Whoever decides on the release: Caldicott Guardian, DPO or SIRO.' },
};

export const decisionWords: Record<Decision, { readonly title: string; readonly text: string }> = {
  release: { title: 'Release', text: 'The model may be released, and the residual risk is accepted.' },
  hold: { title: 'Hold', text: 'The model is not released for now.' },
  retrain: { title: 'Retrain', text: 'The model is not released; it has to be trained anew.' },
};

/** A file's own name, with what would turn or hide the text around it made visible. */
export function plainName(name: string): string {
  return name.replace(/[\p{Cc}\p{Cf}]/gu, '\u25a1');
}

export function sentence(error: ErrorData): string {
  return `${error.message} ${error.hint}`;
}
