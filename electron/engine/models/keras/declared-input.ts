import { modelClasses, nameOf, parseModel, referencesOf, settingsOf, type ModelConfig } from './model-config.js';
import { unreadable } from './refusals.js';

/** Keras's shape of one image: of the input layer, of the first layer, or as the model was built. */
export function declaredInput(model: ModelConfig): readonly (number | null)[] | undefined {
  const first = model.layers[0];
  const named = referencesOf(model.input_layers)?.[0];
  const input = model.layers.find((layer) => named !== undefined && nameOf(layer) === named.layer) ?? first;
  if (input === undefined) return undefined;
  const settings = settingsOf(input);
  const declared = [settings.batch_shape, settings.batch_input_shape, model.build_input_shape].find((shape) => Array.isArray(shape));
  if (declared) return shapeOf(declared).slice(1);
  return modelClasses.has(input.class_name) ? declaredInput(parseModel(input.config, nameOf(input))) : undefined;
}

function shapeOf(shape: readonly unknown[]): (number | null)[] {
  return shape.map((size) => {
    if (size === null || (typeof size === 'number' && Number.isSafeInteger(size) && size > 0)) return size;
    throw unreadable({ fault: 'keras-input-impossible' });
  });
}
