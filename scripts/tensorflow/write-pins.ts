import { writeFileSync } from 'node:fs';
import { z } from 'zod';
import { pinsPath, pinsSchema, type PinnedFile } from './pins.js';

/**
 * Writes resources/tensorflow/pins.json anew from PyPI's index: the wheels of one version of
 * TensorFlow, and the oldest CUDA libraries that it asks for, with which it was built.
 */
const version = '2.21.0';
const cuda: Readonly<Record<string, string>> = {
  'nvidia-cublas-cu12': '12.5.3.2',
  'nvidia-cuda-cupti-cu12': '12.5.82',
  'nvidia-cuda-nvcc-cu12': '12.5.82',
  'nvidia-cuda-nvrtc-cu12': '12.5.82',
  'nvidia-cuda-runtime-cu12': '12.5.82',
  'nvidia-cudnn-cu12': '9.3.0.75',
  'nvidia-cufft-cu12': '11.2.3.61',
  'nvidia-curand-cu12': '10.3.6.82',
  'nvidia-cusolver-cu12': '11.6.3.83',
  'nvidia-cusparse-cu12': '12.5.1.3',
  'nvidia-nccl-cu12': '2.27.7',
  'nvidia-nvjitlink-cu12': '12.5.82',
};

const indexSchema = z.object({
  files: z.array(z.object({ filename: z.string(), url: z.string(), size: z.int(), hashes: z.object({ sha256: z.string() }) })),
});

/** The wheel of a package whose name holds all `parts`. */
async function find(name: string, ...parts: string[]): Promise<PinnedFile> {
  const answer = await fetch(`https://pypi.org/simple/${name}/`, { headers: { accept: 'application/vnd.pypi.simple.v1+json' } });
  const { files } = indexSchema.parse(await answer.json());
  const [found] = files.filter(({ filename }) => filename.endsWith('.whl') && parts.every((part) => filename.includes(part)));
  if (!found) throw new Error(`PyPI has no wheel of ${name} with ${parts.join(', ')}.`);
  return { file: found.filename, url: found.url, sha256: found.hashes.sha256, bytes: found.size };
}

const wheel = `-${version}-cp311-`;
const libraries: PinnedFile[] = [];
for (const [name, release] of Object.entries(cuda)) libraries.push(await find(name, `-${release}-`, 'manylinux', 'x86_64'));
const pins = pinsSchema.parse({
  version,
  platforms: {
    'linux-x64': { cpu: await find('tensorflow-cpu', wheel, 'x86_64'), gpu: await find('tensorflow', wheel, 'manylinux', 'x86_64') },
    'linux-arm64': { cpu: await find('tensorflow', wheel, 'aarch64') },
  },
  cuda: libraries,
});
writeFileSync(pinsPath, `${JSON.stringify(pins, null, 2)}\n`);
