import type { Memory } from '../../engine/comparisons/subject.js';
import type { SealedState } from '../sealed-state.js';

/**
 * Keeps measured values in the state of a run, a file a name, as float64: a killed audit goes on at
 * the next name.
 */
export function fileMemory(state: SealedState): Memory {
  return {
    async values(name, compute) {
      const file = `measured/${name}.f64`;
      const kept = await state.read(file);
      if (kept)
        return kept.length % Float64Array.BYTES_PER_ELEMENT === 0 ? new Float64Array(Uint8Array.from(kept).buffer) : state.refuse(file);
      const values = await compute();
      await state.write(file, new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
      return values;
    },
  };
}

/** Keeps nothing: for controls, which take seconds. */
export const noMemory: Memory = { values: (_name, compute) => compute() };
