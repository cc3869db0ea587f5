import { resolve } from 'node:path';
import type { AuditedNetwork } from '../../engine/comparisons/measure-request.js';
import { readModel } from '../../engine/models/read-model.js';
import type { AuditCase } from './case.js';

/** The network of a case, as comparisons that read its weights or choose hosts by its answers want it. */
export function networkOf({ spec, description, classifier, model, hosts }: AuditCase, specFolder: string, folder: string): AuditedNetwork {
  const { initial } = spec.model;
  return {
    firstLayer: description.architecture.firstLayer,
    input: classifier.input,
    model,
    source: spec.model,
    readInitial: initial === undefined ? undefined : () => readModel(resolve(specFolder, initial), spec.model),
    hosts,
    folder,
  };
}
