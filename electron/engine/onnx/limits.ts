/**
 * A model is held whole in memory, and as one serialised copy while a session is made of it:
 * a single allocation stays below 512 MiB (Electron's allocator ends the process on larger ones).
 */
export const maximumModelBytes = 500 * 2 ** 20;

/** Far above any published image classifier (DenseNet-264: about 1,000). */
export const maximumNodes = 20_000;

/** Longest side of an input and largest number of its values (4096 x 4096 in colour). */
export const maximumInputSide = 4096;
export const maximumInputValues = 3 * maximumInputSide ** 2;

/** Operator sets that onnxruntime 1.30 runs. */
export const oldestOpset = 7;
