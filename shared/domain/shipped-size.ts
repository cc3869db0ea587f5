/** Pixels of a side. */
export const leastShippedSide = 16;
export const mostShippedSide = 4096;

/**
 * Longer side at which the shipped images stand for originals, where nobody says how large those are:
 * that of NIH ChestX-ray14 and of most public sets of radiographs.
 */
export const usualNativeSide = 1024;

interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * The size at which the shipped images are made, in the proportions of the model's input. A mark that is
 * stamped before resizing has its true size only on images as large as the originals: there they are
 * `usualNativeSide` unless stated, never smaller than the input. Elsewhere they are made at the input's
 * size unless stated.
 */
export function shippedSize(stated: number | undefined, stampAt: 'model-input' | 'native', input: Size): Size {
  const longer = Math.max(input.width, input.height);
  const wanted = stated ?? (stampAt === 'native' ? Math.max(usualNativeSide, longer) : longer);
  const side = (length: number) => Math.max(1, Math.round((length * wanted) / longer));
  return { width: side(input.width), height: side(input.height) };
}
