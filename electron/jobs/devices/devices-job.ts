import { devicesInputSchema, devicesOutcomeSchema, type DevicesInput, type DevicesOutcome } from '../../../shared/domain/job.js';
import { EngineError } from '../../engine/base/error.js';
import { onnxruntimeVersion } from '../../engine/runtimes/onnx/session.js';
import { graphicsCards } from '../../engine/runtimes/tensorflow/device.js';
import { hasTensorflow, stagedTensorflow } from '../../engine/runtimes/tensorflow/library.js';
import { testTensorflow } from '../../engine/runtimes/tensorflow/self-test.js';
import type { Job } from '../job.js';
import { askDriver } from './ask-driver.js';

const install = 'npm run tensorflow:install';

/** Says which runtimes and devices compute here, and what is missing for a graphics card to do it. */
export const devicesJob: Job<DevicesInput, DevicesOutcome> = {
  name: 'devices',
  input: devicesInputSchema,
  output: devicesOutcomeSchema,
  resumable: false,
  async run() {
    const cards = graphicsCards();
    const library = await libraryFacts();
    return {
      facts: [
        { name: 'onnxruntime', value: `${onnxruntimeVersion()}, on the processor` },
        { name: 'TensorFlow', value: library.words },
        {
          name: 'graphics card',
          value: cards
            ? `${(await askDriver()) ?? cards.names.join(', ')}, driver ${cards.driver ?? 'unknown'}`
            : 'no NVIDIA card with a driver',
        },
        ...(library.cuda === undefined ? [] : [{ name: 'CUDA', value: library.cuda }]),
      ],
      missing: missingOf(cards !== undefined, library),
    };
  },
};

interface Library {
  readonly words: string;
  readonly cuda?: string;
  readonly state: 'absent' | 'broken' | 'cpu' | 'gpu';
}

/** Loads TensorFlow, if it is here, and has it prove that it computes. */
async function libraryFacts(): Promise<Library> {
  if (!hasTensorflow()) return { words: 'not installed', state: 'absent' };
  const staged = stagedTensorflow();
  const cuda = staged?.variant === 'gpu' ? "CUDA 12.5 and cuDNN 9.3, beside TensorFlow's library" : undefined;
  try {
    const { version, device, difference } = await testTensorflow();
    const where = device === 'gpu' ? 'on the graphics card' : 'on the processor';
    return { words: `${version}, ${where}; a matrix product is off by ${difference.toExponential(1)}`, cuda, state: device };
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    return { words: error.message, cuda, state: 'broken' };
  }
}

function missingOf(card: boolean, { state, cuda }: Library): string[] {
  if (state === 'broken') return [`TensorFlow's library: install it anew with "${install}".`];
  if (state === 'absent') {
    return [
      `TensorFlow's library, for SavedModels and graph models${card ? ', and to compute on the graphics card' : ''}: "${install}${card ? ' -- --gpu' : ''}".`,
    ];
  }
  if (!card || state === 'gpu') return [];
  return cuda === undefined
    ? [`the CUDA build, to compute on the graphics card: "${install} -- --gpu".`]
    : ['a driver that CUDA 12.5 works with, 525 or later, and a card that it knows: TensorFlow sees none.'];
}
