/**
 * Powers of ten of the guesses that a new passphrase must take (strength.ts). One guess at the register's takes 0.4 s of a
 * processor: 10^10 of them are a century of one. A local identity's secret guards a file that lies in the register, sealed.
 */
export const leastGuesses = { passphrase: 10, secret: 8 } as const;

/** The fewest characters of each. */
export const shortestNew = { passphrase: 12, secret: 8 } as const;
