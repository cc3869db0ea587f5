import { EngineError } from '../../base/error.js';
import type { Offer, Work } from '../runtime.js';
import { graphicsCards } from './device.js';
import { hasTensorflow } from './library.js';
import { testTensorflow } from './self-test.js';

/** Images smaller than 64 x 64 are scored by a processor in less time than a card takes to be woken. */
const worthACard = 64 * 64;

/** TensorFlow is taken for a card alone, and loaded only where there is one and the work is worth it. */
export async function offerTensorflow({ kind, values }: Work): Promise<Offer> {
  if (!graphicsCards()) return declined('no NVIDIA card');
  if (!hasTensorflow()) return declined("an NVIDIA card, and TensorFlow's library is not installed");
  if (kind === 'scoring' && values < worthACard) return declined('images too small for the NVIDIA card to be worth it');
  try {
    const { device } = await testTensorflow();
    if (device === 'gpu') return { takes: true, reason: 'an NVIDIA card that passed its self-test' };
    return declined('an NVIDIA card that TensorFlow does not use (its library is not the CUDA build, or the driver is too old)');
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    return declined(`an NVIDIA card, and its self-test failed: ${error.message}`);
  }
}

const declined = (reason: string): Offer => ({ takes: false, reason });
