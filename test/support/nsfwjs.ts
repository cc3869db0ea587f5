import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const models = fileURLToPath(new URL('../../node_modules/nsfwjs/dist/models/', import.meta.url));

/**
 * Lays out a model of the npm package nsfwjs (5 classes of pictures, softmax) as TensorFlow.js
 * keeps models, and gives the path of its model.json. "mobilenet_v2" and "inception_v3" are layers
 * models that Keras 2.2 wrote, "mobilenet_v2_mid" is a graph model.
 */
export function unpackNsfwjs(model: 'mobilenet_v2' | 'mobilenet_v2_mid', folder: string): string {
  const require = createRequire(import.meta.url);
  const load = (file: string): unknown => require(`${models}${model}/${file}.min.js`);
  const json = load('model') as { weightsManifest: { paths: string[] }[] };
  mkdirSync(folder, { recursive: true });
  for (const path of json.weightsManifest.flatMap(({ paths }) => paths)) {
    writeFileSync(join(folder, path), Buffer.from(load(path) as string, 'base64'));
  }
  writeFileSync(join(folder, 'model.json'), JSON.stringify(json));
  return join(folder, 'model.json');
}
