import type { Gap } from '../../domain/draft-spec.js';

type GapName = Gap extends infer One ? (One extends Gap ? `${One['step']}.${One['field']}` : never) : never;

const sentences: Record<GapName, string> = {
  'case.reference': 'Give the audit a reference, so that you find it again.',
  'model.path': 'Choose the model file.',
  'model.confirmed': "Look at the model's answers on a few images and confirm the preprocessing.",
  'feature.path': 'Choose the picture of the mark.',
  'feature.template': 'Describe the text by a template with its fixed and private parts.',
  'feature.text': 'Enter the private text.',
  'images.distillation': 'A full audit needs images without the mark. Choose them, or choose a quick audit.',
  'method.referenceModels': 'One earlier version does not show how far models differ. Add another one, or remove it.',
};

/** What a draft lacks, as what to do. */
export function gapSentence({ step, field }: Gap): string {
  return sentences[`${step}.${field}` as GapName];
}
