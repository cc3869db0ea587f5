import { EngineError } from '../base/error.js';

interface ForeignFormat {
  readonly name: string;
  readonly hint: string;
  matches(head: Buffer): boolean;
}

function startsWith(...bytes: number[]): (head: Buffer) => boolean {
  return (head) => bytes.every((byte, index) => head[index] === byte);
}

const exportHint = 'Export the trained model from PyTorch with torch.onnx.export and load the .onnx file.';

/** What people pick by mistake, told by its first bytes; earlier entries go first. */
const formats: readonly ForeignFormat[] = [
  { name: 'a PNG image', hint: 'Choose the trained model, a file that ends in .onnx.', matches: startsWith(0x89, 0x50, 0x4e, 0x47) },
  { name: 'a JPEG image', hint: 'Choose the trained model, a file that ends in .onnx.', matches: startsWith(0xff, 0xd8, 0xff) },
  {
    name: 'a PyTorch checkpoint (a pickle, which can run code when it is opened)',
    hint: exportHint,
    matches: (head) => startsWith(0x50, 0x4b, 0x03, 0x04)(head) && head.includes('data.pkl'),
  },
  { name: 'a zip archive', hint: 'Unpack it and choose the .onnx file inside.', matches: startsWith(0x50, 0x4b, 0x03, 0x04) },
  {
    name: 'a Python pickle, which can run code when it is opened',
    hint: exportHint,
    matches: (head) => head[0] === 0x80 && head[1] >= 2 && head[1] <= 5,
  },
  { name: 'a gzip archive', hint: 'Unpack it and choose the .onnx file inside.', matches: startsWith(0x1f, 0x8b) },
  {
    name: 'a TensorFlow Lite model',
    hint: 'Convert the model to ONNX with tf2onnx --tflite.',
    matches: (head) => head.toString('latin1', 4, 8) === 'TFL3',
  },
  {
    name: "a model in ONNX Runtime's own .ort format",
    hint: 'Choose the .onnx file that it was made from.',
    matches: (head) => head.toString('latin1', 4, 8) === 'ORTM',
  },
  {
    name: 'a Git LFS pointer, not the model itself',
    hint: 'Fetch the file with "git lfs pull".',
    matches: (head) => head.toString('latin1', 0, 23) === 'version https://git-lfs',
  },
  { name: 'a JSON text', hint: "Choose the trained model: .onnx, .keras, .h5 or TensorFlow.js's model.json.", matches: startsWith(0x7b) },
  {
    name: 'a safetensors file, which holds weights but no network',
    hint: exportHint,
    matches: (head) => head[8] === 0x7b && head[7] === 0 && head[6] === 0,
  },
];

/** Throws `model-unreadable` when the first bytes belong to a file of another kind. */
export function refuseForeignFormat(name: string, head: Buffer): void {
  const format = formats.find((candidate) => candidate.matches(head));
  if (format) throw new EngineError('model-unreadable', `"${name}" is ${format.name}, no ONNX model.`, format.hint);
}
