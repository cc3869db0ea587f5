import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { z } from 'zod';
import { describeModelInputSchema, modelReportSchema, type ModelReport } from '../../../shared/domain/lookup.js';
import { EngineError } from '../../engine/error.js';
import { describeModel } from '../../engine/models/inspect.js';
import { readModelFile } from '../../engine/models/onnx/model-file.js';
import { familyOf } from '../audit/family.js';
import { kindOf } from '../inspect/kind-of.js';
import type { Task } from '../job.js';

/** What a model file is, for a person who has just chosen it. */
export const describeModelTask: Task<z.output<typeof describeModelInputSchema>, ModelReport> = {
  name: 'describe-model',
  input: describeModelInputSchema,
  output: modelReportSchema,
  async run({ model: source }) {
    if ((await kindOf(source.path)) !== 'model') {
      throw new EngineError('model-unreadable', `"${basename(source.path)}" is a set of images, no model.`, 'Choose the .onnx file of the model.');
    }
    const model = await readModelFile(source.path);
    const description = await describeModel(model, source);
    const { architecture, questions, notes } = description;
    return {
      name: basename(source.path),
      bytes: (await stat(source.path)).size,
      sha256: description.sha256,
      format: 'ONNX',
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
    };
  },
};
