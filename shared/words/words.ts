import { english } from './english.js';

/** The catalogue: what codes and numbers are called. Another language is another object of this type. */
export type Words = typeof english;

/** The language that window, report and command line speak. */
export const words: Words = english;
