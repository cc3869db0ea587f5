import type { Progress } from '../../domain/progress.js';

/** What a job does in each phase, as a list of things done one after the other. */
export const phases: Record<Progress['phase'], string> = {
  load: 'Open the model and the images',
  answers: 'Ask the model about a few images',
  pilot: 'Measure speed and spread',
  controls: 'Audit the control models',
  prepare: 'Prepare the host images',
  distil: 'Ask the model about images without the mark',
  students: 'Train the comparison models',
  agreement: 'Ask the comparison models about images without the mark',
  strings: 'Compare with other texts',
  hosts: 'Compare with noise and shuffled pixels',
  compare: 'Compare with the comparison models',
  references: 'Compare with the supplied models',
  probes: 'Probe single pixels',
  'stand-ins': 'Make stand-ins of the model',
  'stand-in-audits': 'Audit the stand-ins',
  train: 'Train',
  models: 'Train and audit the models of the study',
  write: 'Write the results',
};
