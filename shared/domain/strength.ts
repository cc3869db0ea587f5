import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary as common } from '@zxcvbn-ts/language-common';
import { dictionary as english } from '@zxcvbn-ts/language-en';

/**
 * How hard a passphrase is to guess, by zxcvbn (Wheeler 2016): common passwords, words, names, dates, keyboard runs and
 * repetitions, and what they are turned into. It knows English words and no others, so that a word of another language counts
 * as letters. Its dictionaries take most of a second to load: import this file where it is needed, and then.
 */
const estimator = new ZxcvbnFactory({ dictionary: { ...common, ...english }, graphs: adjacencyGraphs });

/** The time that an estimate takes grows with the square of the length, and what comes after these makes nothing weaker. */
const looked = 48;

/** Powers of ten of the guesses that a program would need. */
export function guessesOf(passphrase: string): number {
  return estimator.check([...passphrase.normalize('NFKC')].slice(0, looked).join('')).guessesLog10;
}
