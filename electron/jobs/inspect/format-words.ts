import type { ModelDescription } from '../../engine/models/inspect.js';

/** What kind of file a model is, in a few words. */
export function formatWords({ format, translatedFrom }: Pick<ModelDescription, 'format' | 'translatedFrom'>): string {
  if (format === 'saved-model') return 'SavedModel of TensorFlow';
  if (format === 'tfjs-graph') return 'graph model of TensorFlow.js';
  return translatedFrom ?? 'ONNX';
}
