import { english } from './english.js';

/** The catalogue: what codes and numbers are called. Another language is another object of this type. */
export type Words = typeof english;

/** A word that the glossary explains. */
export type TermName = keyof Words['glossary'];

/** The language that window, report and command line speak. */
export const words: Words = english;
