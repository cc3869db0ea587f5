/** Three places, in turn from text to text and from model to model; the middle lies over pixels that vary. */
export const threePlaces = [
  { anchor: 'top-left', margin: [1, 1] },
  { anchor: 'bottom-right', margin: [1, 1] },
  { anchor: 'centre', margin: [0, 0] },
] as const;
