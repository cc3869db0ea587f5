import type { Component } from 'svelte';
import type { AuditState } from '../state/audit.svelte.js';
import CaseStep from '../steps/case/case-step.svelte';
import FeatureStep from '../steps/feature/feature-step.svelte';
import ImagesStep from '../steps/images/images-step.svelte';
import MethodStep from '../steps/method/method-step.svelte';
import ModelStep from '../steps/model/model-step.svelte';
import RunStep from '../steps/run/run-step.svelte';

/** One step of the wizard. Findings, the last one, is a page of its own: it outlives the draft. */
export interface Step {
  readonly name: string;
  readonly title: string;
  /** What the step is for, in a sentence. */
  readonly lead: string;
  readonly component: Component<{ audit: AuditState }>;
}

export const steps = [
  {
    name: 'case',
    title: 'Case',
    lead: 'What is audited, for whom and why, and what each verdict will lead to. All of it is declared by your team and stands on the report as such.',
    component: CaseStep,
  },
  {
    name: 'model',
    title: 'Model',
    lead: 'The trained classifier. Engram reads the file, says what it found, and asks you to confirm on a few images that it feeds the model as training did.',
    component: ModelStep,
  },
  {
    name: 'feature',
    title: 'Private feature',
    lead: 'The text or mark that may have been memorised, exactly as it stood on the record: its wording, its look and its place.',
    component: FeatureStep,
  },
  {
    name: 'images',
    title: 'Images',
    lead: 'The images that the feature is stamped on, and images without marks from which references are distilled.',
    component: ImagesStep,
  },
  {
    name: 'method',
    title: 'Method',
    lead: 'How thorough the audit is. The plain choices are enough; the numbers behind them are under the details.',
    component: MethodStep,
  },
  {
    name: 'run',
    title: 'Run',
    lead: 'Everything runs on this machine. You can pause at any time; what was measured is kept.',
    component: RunStep,
  },
] as const satisfies readonly Step[];
