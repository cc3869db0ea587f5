import type { ModelSource } from '../../../shared/domain/model.js';
import { EngineError } from '../base/error.js';
import type { ModelQuestion } from './input-layout.js';
import { declaredShape, declaredType, type OnnxModel } from '../onnx/model.js';
import { TensorProto_DataType as DataType, type ValueInfoProto } from '../onnx/onnx_pb.js';

function holdsScores(value: ValueInfoProto): boolean {
  return declaredType(value) === DataType.FLOAT || declaredType(value) === DataType.UNDEFINED;
}

/**
 * The output that holds the class scores: the one named, or the only one. Of several the first of rank
 * two is proposed, and which it is has to be said: another one would be audited without a word.
 */
export function chooseOutput(model: OnnxModel, source: ModelSource | undefined): { name: string; questions: ModelQuestion[] } {
  const names = model.graph.output.map(({ name }) => name);
  if (source?.outputName !== undefined) {
    if (names.includes(source.outputName)) return { name: source.outputName, questions: [] };
    throw new EngineError(
      'model-output-unsupported',
      `The model has no output "${source.outputName}".`,
      `Its outputs are: ${names
        .slice(0, 10)
        .map((name) => `"${name}"`)
        .join(', ')}.`,
    );
  }
  const candidates = model.graph.output.filter(holdsScores);
  if (candidates.length === 0) {
    throw new EngineError(
      'model-output-unsupported',
      `No output of the model holds 32-bit floating-point numbers (${names
        .slice(0, 5)
        .map((name) => `"${name}"`)
        .join(', ')}).`,
      'Export the classifier so that it answers with class scores or probabilities.',
    );
  }
  const chosen = candidates.find((value) => declaredShape(value)?.length === 2) ?? candidates[0];
  if (candidates.length === 1) return { name: chosen.name, questions: [] };
  const question: ModelQuestion = {
    field: 'outputName',
    question: `Which of the ${candidates.length} outputs holds the class scores?`,
    proposal: chosen.name,
    blocking: true,
  };
  return { name: chosen.name, questions: [question] };
}
