import type { RuntimeChoice, RuntimeName } from '../../../shared/domain/runtime.js';
import { EngineError } from '../base/error.js';
import { graphicsCards } from './tensorflow/device.js';
import { hasTensorflow, missing } from './tensorflow/library.js';
import { testTensorflow } from './tensorflow/self-test.js';

/** A runtime, and in words why it was taken. */
export interface ChosenRuntime {
  readonly name: RuntimeName;
  readonly reason: string;
}

/** What is to be computed: `values` is the number of values in one input. */
export interface Work {
  readonly kind: 'training' | 'scoring';
  readonly values: number;
}

/** Images smaller than 64 x 64 are scored by a processor in less time than a card takes to be woken. */
const worthACard = 64 * 64;

/**
 * Settles which runtime computes. Whatever is asked for by name is taken, or refused where it is
 * not here (`runtime-missing`); `auto` looks for a card first and loads TensorFlow only for one.
 */
export async function chooseRuntime(choice: RuntimeChoice, work: Work): Promise<ChosenRuntime> {
  if (choice === 'onnx') return { name: 'onnx', reason: 'asked for' };
  if (choice === 'tensorflow') {
    if (!hasTensorflow()) throw missing();
    return { name: 'tensorflow', reason: 'asked for' };
  }
  if (!graphicsCards()) return { name: 'onnx', reason: 'no NVIDIA card' };
  if (!hasTensorflow())
    return { name: 'onnx', reason: "an NVIDIA card, and TensorFlow's library is not installed (npm run tensorflow:install -- --gpu)" };
  if (work.kind === 'scoring' && work.values < worthACard)
    return { name: 'onnx', reason: 'images too small for the NVIDIA card to be worth it' };
  return testedCard();
}

async function testedCard(): Promise<ChosenRuntime> {
  try {
    const { device } = await testTensorflow();
    if (device === 'gpu') return { name: 'tensorflow', reason: 'an NVIDIA card that passed its self-test' };
    return {
      name: 'onnx',
      reason: 'an NVIDIA card that TensorFlow does not use (its library is not the CUDA build, or the driver is too old)',
    };
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    return { name: 'onnx', reason: `an NVIDIA card, and its self-test failed: ${error.message}` };
  }
}
