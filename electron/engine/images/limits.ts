/**
 * Bounds on what an image file may ask of this machine. Image files are hostile input: whatever
 * they declare is held against these before memory is taken for it.
 */

/** Longest side of one image, in pixels. */
export const maximumSide = 16_384;

/** Bytes of one decoded picture file, filter bytes and alpha included. */
export const maximumDecodedBytes = 256 * 1024 * 1024;

/** Bytes of one PNG or JPEG file. */
export const maximumPictureFileBytes = 256 * 1024 * 1024;

/** Bytes that are held in memory for a set that cannot be read in pieces (compressed, Fortran order). */
export const maximumHeldBytes = 256 * 1024 * 1024;

/** Images in one set. */
export const maximumImages = 10_000_000;

/** Classes in one set. */
export const maximumClasses = 100_000;
