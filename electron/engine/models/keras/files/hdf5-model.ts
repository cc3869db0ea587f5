import type { WeightSource } from '../weight-source.js';
import { refusedLayer, unreadable } from '../refusals.js';
import type { ImageSize, TranslatedModel } from '../translate.js';
import { translateModel } from '../translate.js';
import { parseDescription } from './description.js';
import { Hdf5File } from './hdf5.js';
import { findWeights, roleOf, type NamedWeight } from './weights-by-name.js';

/** A whole model as Keras 2 and 3 save it in one .h5 file: description and weights. */
export async function readHdf5Model(
  bytes: Uint8Array,
  name: string,
  size: ImageSize | undefined,
): Promise<TranslatedModel & { readonly version: string }> {
  return Hdf5File.read(bytes, (file) => {
    const description = file.text('/', 'model_config');
    if (description === undefined) {
      const hasWeights = file.members('layers') || file.members('model_weights') || file.texts('/', 'layer_names').length > 0;
      throw unreadable({ fault: hasWeights ? 'keras-weights-alone' : 'hdf5-without-model', name });
    }
    const { className, config } = parseDescription(description);
    return { ...translateModel(className, config, weightsOf(file), size), version: file.text('/', 'keras_version') ?? '2' };
  });
}

/** Weights lie in a group for each layer of the outermost model, those of inner models all in their group. */
function weightsOf(file: Hdf5File): WeightSource {
  return {
    read(place, roles) {
      const group = `model_weights/${place[0].name}`;
      const stored = file.texts(group, 'weight_names').map((path): NamedWeight => {
        return {
          name: path.replace(/:\d+$/, ''),
          read() {
            const array = file.array(`${group}/${path}`);
            if (!array) throw unreadable({ fault: 'hdf5-weight-missing', path });
            return array;
          },
        };
      });
      // A layer's own group holds its weights alone, whatever scope stands in their names.
      return place.length > 1
        ? findWeights(stored, place, roles)
        : roles.map((names) => ownWeight(stored, names, place[0].className, place[0].name).read());
    },
  };
}

function ownWeight(stored: readonly NamedWeight[], names: readonly string[], className: string, layer: string): NamedWeight {
  const fitting = stored.filter((weight) => names.includes(roleOf(weight)));
  if (fitting.length === 1) return fitting[0];
  throw fitting.length === 0
    ? unreadable({ fault: 'keras-weight-missing', weight: names[0], layer })
    : refusedLayer({ fault: 'layer-number-of-weights', className, layer, weights: fitting.length, name: names[0] });
}
