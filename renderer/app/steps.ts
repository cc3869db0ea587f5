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
    lead: 'Say what you audit, for whom and why, and what each verdict will lead to. The report marks all of it as written by your team.',
    component: CaseStep,
  },
  {
    name: 'model',
    title: 'Model',
    lead: 'Choose the trained classifier. Engram reads the file and says what it found. You then confirm on a few images that it feeds the model as training did.',
    component: ModelStep,
  },
  {
    name: 'feature',
    title: 'Private text or mark',
    lead: 'Describe the text or mark that the model may have memorised, exactly as it stood on the record: its wording, its look and its place.',
    component: FeatureStep,
  },
  {
    name: 'images',
    title: 'Images',
    lead: 'Choose the images to stamp the mark on, and images without the mark to train comparison models on.',
    component: ImagesStep,
  },
  {
    name: 'method',
    title: 'Method',
    lead: 'Choose how thorough the audit is. The plain choices are enough. The numbers behind them are under Details.',
    component: MethodStep,
  },
  {
    name: 'run',
    title: 'Run',
    lead: 'Everything runs on this machine. You can pause at any time. Engram keeps what it has measured.',
    component: RunStep,
  },
] as const satisfies readonly Step[];
