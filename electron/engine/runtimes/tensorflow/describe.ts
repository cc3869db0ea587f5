import { EngineError } from '../../base/error.js';
import type { Device, RuntimeFacts } from '../runtime.js';
import { askDriver } from './ask-driver.js';
import { graphicsCards } from './device.js';
import { hasTensorflow, stagedTensorflow } from './library.js';
import { testTensorflow } from './self-test.js';

const install = 'npm run tensorflow:install';

/** Whether TensorFlow is here; nothing of it is loaded. */
export function describeTensorflow(): Device {
  const available = hasTensorflow();
  return { name: 'TensorFlow', available, state: available ? (graphicsCards() ? 'card-here' : 'no-card') : 'library-absent' };
}

/** Of TensorFlow and of the card that it could compute on; it is loaded, if it is here, and has to prove that it computes. */
export async function tensorflowFacts(): Promise<RuntimeFacts> {
  const cards = graphicsCards();
  const library = await libraryFacts();
  return {
    facts: [
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
}

/** TensorFlow's library as it proves itself. */
interface Library {
  readonly words: string;
  readonly cuda?: string;
  readonly state: 'absent' | 'broken' | 'cpu' | 'gpu';
}

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
