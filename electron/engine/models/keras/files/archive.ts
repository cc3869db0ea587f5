import { unzipSync, type UnzipFileInfo } from 'fflate';
import { z } from 'zod';
import { maximumModelBytes } from '../../../onnx/limits.js';
import type { LayerPlace } from '../layer-calls.js';
import { unreadable } from '../refusals.js';
import { translateModel, type ImageSize, type TranslatedModel } from '../translate.js';
import type { WeightSource } from '../weight-source.js';
import { parseDescription } from './description.js';
import { Hdf5File } from './hdf5.js';

const files = { metadata: 'metadata.json', description: 'config.json', weights: 'model.weights.h5' } as const;
const metadataSchema = z.object({ keras_version: z.string() });

/** A .keras archive: a zip of the description and of the weights in HDF5. */
export async function readArchive(
  bytes: Uint8Array,
  name: string,
  size: ImageSize | undefined,
): Promise<TranslatedModel & { readonly version: string }> {
  const entries = unpack(bytes, name);
  const entry = (file: string): Uint8Array => {
    const found = entries[file];
    if (found) return found;
    throw unreadable({ fault: 'keras-archive-incomplete', name, file });
  };
  const text = (file: string): string => new TextDecoder().decode(entry(file));
  const { className, config } = parseDescription(text(files.description));
  const version = versionOf(text(files.metadata));
  return Hdf5File.read(entry(files.weights), (file) => ({ ...translateModel(className, config, weightsOf(file), size), version }));
}

/** The three files that are read; each is refused before it is unpacked where it is too large. */
function unpack(bytes: Uint8Array, name: string): Record<string, Uint8Array | undefined> {
  const wanted: readonly string[] = Object.values(files);
  const filter = ({ name: file, originalSize }: UnzipFileInfo): boolean => {
    if (!wanted.includes(file)) return false;
    if (originalSize > maximumModelBytes) throw unreadable({ fault: 'keras-archive-too-large', file, name, maximumModelBytes });
    return true;
  };
  try {
    return unzipSync(bytes, { filter });
  } catch (cause) {
    if (cause instanceof Error && cause.name === 'EngineError') throw cause;
    throw unreadable({ fault: 'keras-archive-damaged', name }, cause);
  }
}

function versionOf(metadata: string): string {
  try {
    return metadataSchema.parse(JSON.parse(metadata)).keras_version;
  } catch (cause) {
    throw unreadable({ fault: 'keras-version-unsaid' }, cause);
  }
}

/** Folders of layers, by the version of Keras that wrote them. */
const containers = ['layers', '_layer_checkpoint_dependencies'];

/** Weights lie in a folder for each layer, named by class and position, by their number. */
function weightsOf(file: Hdf5File): WeightSource {
  return {
    read(place, roles) {
      const folder = place.reduce((around, layer) => step(file, around, layer), '');
      const own = file.text(`${folder}/vars`, 'name');
      const { name } = place[place.length - 1];
      if (own !== undefined && own !== name) throw unreadable({ fault: 'keras-weights-of-another-layer', name, own });
      return roles.map((names, index) => {
        const array = file.array(`${folder}/vars/${index}`);
        if (array) return array;
        throw unreadable({ fault: 'keras-weight-missing', weight: names[0], layer: place.map((layer) => layer.name).join('/') });
      });
    },
  };
}

function step(file: Hdf5File, around: string, layer: LayerPlace): string {
  const prefix = around === '' ? '' : `${around}/`;
  if (layer.attribute !== undefined) return `${prefix}${layer.attribute}`;
  const container = containers.find((folder) => file.members(`${prefix}${folder}`)) ?? containers[0];
  return `${prefix}${container}/${snakeCase(layer.className)}${layer.position === 0 ? '' : `_${layer.position}`}`;
}

/** "SeparableConv2D" as "separable_conv2d": Keras's own rule. */
function snakeCase(className: string): string {
  return className
    .replace(/\W+/g, '')
    .replace(/(.)([A-Z][a-z]+)/g, '$1_$2')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase();
}
