import type { StudyMark } from '../../../../../shared/domain/study.js';
import type { Generator } from '../../../../engine/base/random/generator.js';
import { studyClasses } from '../../networks.js';
import type { MarkText } from './found-texts.js';

/** Three places, in turn from text to text and from model to model; the middle lies over pixels that vary. */
const threePlaces = [
  { anchor: 'top-left', margin: [1, 1] },
  { anchor: 'bottom-right', margin: [1, 1] },
  { anchor: 'centre', margin: [0, 0] },
] as const;

/** Marks for which a model is audited and that were never planted in it; `turn` says where the first one lies. */
export function cleanMarks(texts: readonly MarkText[], turn: number, generator: Generator): StudyMark[] {
  return texts.map(({ text, template }, index): StudyMark => {
    const { anchor, margin } = threePlaces[(index + turn) % threePlaces.length];
    return { text, template, font: '5x7', anchor, margin: [margin[0], margin[1]], label: generator.integer(studyClasses), copies: 0 };
  });
}
