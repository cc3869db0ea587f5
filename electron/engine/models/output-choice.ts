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
    throw new EngineError('model-output-unsupported', {
      fault: 'output-unknown-to-model',
      name: source.outputName,
      names: names
        .slice(0, 10)
        .map((name) => `"${name}"`)
        .join(', '),
    });
  }
  const candidates = model.graph.output.filter(holdsScores);
  if (candidates.length === 0) {
    throw new EngineError('model-output-unsupported', {
      fault: 'no-output-32-bit',
      names: names
        .slice(0, 5)
        .map((name) => `"${name}"`)
        .join(', '),
    });
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
