/** What the wizard says of what it was given, before an audit is run. */
export const hints = {
  noOtherPlaces: 'Engram cannot compare models here: the mark leaves too few other places in the image.',
  tooFewTextsForAlpha: (texts: number, p: number) =>
    `${texts} other texts are too few for a p-value of ${p}. This plan cannot find anything by rank.`,
  imagesTooFew: (images: string, least: string) => `${images} images are too few: at least ${least} are needed.`,
  imagesEnough: (images: string, good: string) => `${images} images are enough. With ${good} or more, the audit finds smaller leaks.`,
  imageSizesDiffer: (sizes: number) =>
    `The images differ in size (${sizes} sizes seen). A mark that is stamped on the images as they come is larger on small images.`,
  imageColoursDiffer: 'Some images are grey and some are in colour.',
  markNeedsImages: 'A picture has no other texts to compare with. The audit needs images without the mark, to train comparison models on.',
  templateTooFewTexts: (texts: number) =>
    `The template allows only ${texts} other texts. With fewer than 99, the p-value of a rank cannot be 0.01 or less.`,
  answersAlike: 'The model answers the same for every image. Most often the preprocessing is wrong: check range, mean and deviation.',
};
