import type { Runtime } from '../runtime.js';
import { offerTensorflow } from './offer.js';
import { describeTensorflow, tensorflowFacts } from './describe.js';
import { hasTensorflow, missing } from './library.js';
import { TensorflowSession } from './session.js';
import { VariableSteps } from './variable-steps.js';

/** TensorFlow, where its library was installed: the one that computes on an NVIDIA card. */
export const tensorflowRuntime: Runtime = {
  name: 'tensorflow',
  composites: true,
  isHere: hasTensorflow,
  missing,
  offer: offerTensorflow,
  open: (model) => TensorflowSession.create(model),
  steps: (program, arrays) => VariableSteps.create(program, arrays),
  devices: () => Promise.resolve([describeTensorflow()]),
  facts: tensorflowFacts,
};
