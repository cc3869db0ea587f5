/** Common looks of a private text, to start from. */
export const looks = {
  'paper-letter': {
    title: 'A 5×5 letter (Hartley & Tsaftaris)',
    description: 'The letter of Hartley and Tsaftaris: 5 × 5 pixels in two levels, one pixel from the top left corner.',
  },
  'ct-overlay': {
    title: 'CT overlay, top left corner',
    description:
      'The overlay of a CT console: surname and initial in white 8 × 13 letters in the top left corner. The image shows between the strokes.',
  },
  'annotation-band-top': {
    title: 'Annotation band at the top edge',
    description: 'The annotation band of an ultrasound or endoscopy system at the top edge: name and date of birth in light grey on black.',
  },
  'annotation-band-bottom': {
    title: 'Annotation band at the bottom edge',
    description: 'An annotation band at the bottom edge: identifier and study date in white on black.',
  },
  'side-marker': {
    title: 'Side marker of a radiograph',
    description: 'The side marker of a radiograph: L or R, large, in the top right corner.',
  },
};
