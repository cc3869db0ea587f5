/** Work on something that comes from outside, which may take so much time and memory and no more. */
export const boundedWorks = ['reading', 'loading', 'answering', 'decoding'] as const;
export type BoundedWork = (typeof boundedWorks)[number];
