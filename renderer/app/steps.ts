import type { Component } from 'svelte';
import { words } from '../../shared/words/words.js';
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
    ...words.steps.case,
    component: CaseStep,
  },
  {
    name: 'model',
    ...words.steps.model,
    component: ModelStep,
  },
  {
    name: 'feature',
    ...words.steps.feature,
    component: FeatureStep,
  },
  {
    name: 'images',
    ...words.steps.images,
    component: ImagesStep,
  },
  {
    name: 'method',
    ...words.steps.method,
    component: MethodStep,
  },
  {
    name: 'run',
    ...words.steps.run,
    component: RunStep,
  },
] as const satisfies readonly Step[];
