import type { Progress } from '../../domain/progress.js';

/** What a job does in each phase, as a list of things done one after the other. */
export const phases: Record<Progress['phase'], string> = {
  load: 'Open the model and the images',
  pilot: 'Measure speed and spread',
  controls: 'Audit the control models',
  hosts: 'Stamp the mark on the host images',
  distil: 'Ask the model about images without the mark',
  students: 'Train the comparison models and compare',
  strings: 'Compare with other texts',
  references: 'Compare with the supplied models',
  probes: 'Probe single pixels',
  train: 'Train',
  models: 'Train and audit the models of the study',
  write: 'Write the results',
};
