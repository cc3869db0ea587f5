import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { EngineError } from '../../engine/base/error.js';
import { describeAnyModel } from '../../engine/models/describe-model.js';
import { readAnyModel } from '../../engine/models/read-model.js';
import { familyOf } from '../audit/family.js';
import { formatWords } from '../inspect/format-words.js';
import { kindOf } from '../inspect/kind-of.js';
import type { LookupHandler } from '../job.js';

/** What a model file is, for a person who has just chosen it. */
export const describeModel: LookupHandler<'describe-model'> = async ({ model: source }) => {
  if ((await kindOf(source.path)) !== 'model') {
    throw new EngineError('model-unreadable', { fault: 'images-for-model', file: basename(source.path) });
  }
  const description = await describeAnyModel(await readAnyModel(source.path, source), source);
  const { architecture, questions, notes } = description;
  return {
    name: basename(source.path),
    bytes: (await stat(source.path)).size,
    sha256: description.sha256,
    format: formatWords(description),
    producer: description.producer,
    opset: description.opset,
    input: description.input,
    outputName: description.outputName,
    outputNames: [...description.outputNames],
    outputKind: description.outputKind,
    outputReading: description.outputReading,
    outputs: description.outputs,
    classes: description.classes,
    parameters: description.parameters,
    family: familyOf(architecture),
    firstLayer: architecture.firstLayer,
    questions: questions.map(({ field, question, proposal, blocking }) => ({ field, question, proposal, blocking })),
    notes: [...notes],
    pixelRange: description.pixelRange && [...description.pixelRange],
  };
};
