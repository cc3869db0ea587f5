import { readRegular } from '../../../files/regular-file.js';
import { readdir, stat } from 'node:fs/promises';
import { basename, join, sep } from 'node:path';
import type { ModelSource } from '../../../../shared/domain/model.js';
import { EngineError } from '../../base/error.js';
import { loadTensorflow } from '../../runtimes/tensorflow/library.js';
import { SavedGraph } from '../../runtimes/tensorflow/saved-graph.js';
import { listingDigest, sha256 } from '../../base/files/digest.js';
import { readModelBytes } from '../../onnx/model-bytes.js';
import { maximumModelBytes } from '../../onnx/limits.js';
import { requireAllowed } from './allowed-operators.js';
import { chooseInput, chooseOutput } from './choose-tensors.js';
import { parseSavedModel, type Signature, type SignatureTensor } from './saved-model-file.js';
import type { TensorflowModel } from './tensorflow-model.js';

const graphFile = 'saved_model.pb';
const usual = 'serving_default';
const float = 1;

/** A folder that TensorFlow wrote. Its operators are looked through before any of it is loaded. Throws `model-unreadable`, `model-unsupported`. */
export async function readSavedModel(folder: string, source: Pick<ModelSource, 'outputName'> | undefined): Promise<TensorflowModel> {
  const bytes = await readModelBytes(join(folder, graphFile), graphFile);
  const file = parseSavedModel(bytes);
  requireAllowed(file.operators.keys());
  const signature = chooseSignature(file.signatures, source?.outputName);
  const named = (tensors: readonly SignatureTensor[]) => tensors.map((tensor) => ({ ...tensor, isFloat: tensor.type === float }));
  const input = chooseInput(named(signature.inputs));
  const output = chooseOutput(named(signature.outputs), source?.outputName);
  return {
    name: basename(folder),
    sha256: listingDigest(bytes, await digestsOf(folder)),
    format: 'saved-model',
    runtime: 'tensorflow',
    signature: signature.name,
    signatures: answering(file.signatures).map(({ name }) => name),
    input: { name: input.key, shape: input.shape },
    output: { name: output.key, shape: output.shape },
    outputNames: signature.outputs.map(({ key }) => key),
    operators: file.operators,
    async load() {
      const graph = await SavedGraph.open(folder, await loadTensorflow(), file.tags.join(','));
      return {
        run: (batch, shape) => graph.run([{ placeholder: input.tensor, shape, data: batch }], [output.tensor])[0],
        release: () => graph.release(),
      };
    },
  };
}

/** Signatures that take something and give something; others prepare the model. */
const answering = (signatures: readonly Signature[]): Signature[] =>
  signatures.filter(({ inputs, outputs }) => inputs.length > 0 && outputs.length > 0);

/** The one that has the output asked for, the usual one, or the only one that answers. */
function chooseSignature(signatures: readonly Signature[], outputName: string | undefined): Signature {
  const useful = answering(signatures);
  const wanted = outputName === undefined ? useful : useful.filter(({ outputs }) => outputs.some(({ key }) => key === outputName));
  const found = wanted.find(({ name }) => name === usual) ?? (wanted.length === 1 ? wanted[0] : undefined);
  if (found) return found;
  const names = useful.map(({ name, outputs }) => `${name} (${outputs.map(({ key }) => key).join(', ')})`).join('; ');
  throw new EngineError('model-output-unsupported', names === '' ? { fault: 'signature-missing' } : { fault: 'signatures-several', names });
}

/** SHA-256 of every other file of the folder, in order of path. */
async function digestsOf(folder: string): Promise<ReadonlyMap<string, string>> {
  const digests = new Map<string, string>();
  const paths = (await readdir(folder, { recursive: true })).filter((path) => path !== graphFile).sort();
  let total = 0;
  for (const path of paths) {
    const { size, isFile } = await stat(join(folder, path)).then((status) => ({ size: status.size, isFile: status.isFile() }));
    if (!isFile) continue;
    total += size;
    if (total > maximumModelBytes) throw new EngineError('model-unsupported', { fault: 'saved-model-too-large', maximumModelBytes });
    digests.set(path.split(sep).join('/'), sha256(await readRegular(join(folder, path), maximumModelBytes)));
  }
  return digests;
}
