import type { Said } from '../../said.js';
import { said } from './said.js';
import { picture } from './picture.js';

/** Errors of the private text or mark: its template, its look and its place. */

const kinds =
  'Private parts are {digits:6}, {letters:3}, {alphanumeric:8}, {surname}, {given}, {initial}, {name}, {date:YYYY-MM-DD}, {pattern:AA-9999} and {choice:L|R}; a brace that is meant as text is written twice.';
const template = (message: string, hint = kinds): Said => said(message, hint);

export const featuresErrors = {
  'mark-with-margins-too-large': ({
    width,
    height,
    marginX,
    marginY,
    imageWidth,
    imageHeight,
  }: {
    readonly width: number;
    readonly height: number;
    readonly marginX: number;
    readonly marginY: number;
    readonly imageWidth: number;
    readonly imageHeight: number;
  }) =>
    said(
      `A feature of ${width} x ${height} pixels with margins ${marginX} and ${marginY} does not fit an image of ${imageWidth} x ${imageHeight} pixels.`,
      'Choose a smaller font, scale or margin, or stamp at the native resolution of larger images.',
    ),
  'mark-too-large': ({ width, height }: { readonly width: number; readonly height: number }) =>
    said(`The mark is ${width} x ${height} pixels.`, 'Crop the picture to the mark itself.'),
  'mark-empty': () =>
    said(
      'The picture of the mark is empty: it is transparent throughout or of one colour.',
      'Crop the picture so that the mark stands in it.',
    ),
  'mark-file-too-large': ({ name, maximumFileBytes }: { readonly name: string; readonly maximumFileBytes: number }) =>
    picture(name, `has more than ${maximumFileBytes / 1024 ** 2} MiB`, 'Crop the picture to the mark itself.'),
  'mark-file-unreadable': ({ name }: { readonly name: string }) =>
    picture(
      name,
      'cannot be read',
      'Choose the picture of the mark again.',
      'Check the path of the mark; it counts from the folder of the spec.',
    ),
  'name-script-unknown': () =>
    said(
      'The text has a name in a script of which Engram has no names.',
      'Names may be Latin, Greek or Cyrillic; for others use {choice:...} with comparable names.',
    ),
  'template-brace-not-opened': () => template('The template closes a brace that it has not opened.'),
  'template-brace-not-closed': () => template('The template opens a brace that it does not close.'),
  'template-without-private-part': () => template('The template has no private part, so there are no other texts to compare with.'),
  'template-date-unknown': ({ number }: { readonly number: number }) =>
    template(
      `Private part ${number} of the template has a date format that is not known.`,
      'Build the format of YYYY or YY, MM or MMM, and DD, each at most once, with - . / , or a space between them, such as {date:YYYY-MM-DD}.',
    ),
  'template-choice-missing': ({ number }: { readonly number: number }) =>
    template(`Private part ${number} of the template offers no choice.`, 'Give two or more different texts, such as {choice:L|R}.'),
  'template-kind-unknown': ({ number }: { readonly number: number }) =>
    template(`Private part ${number} of the template is of a kind that is not known.`),
  'template-count-missing': ({ number, maximumCount }: { readonly number: number; readonly maximumCount: number }) =>
    template(
      `Private part ${number} of the template needs a number of characters from 1 to ${maximumCount}.`,
      'Write it after a colon, such as {digits:6}.',
    ),
  'template-case-unknown': ({ number, allowed }: { readonly number: number; readonly allowed: string }) =>
    template(
      `Private part ${number} of the template has a case that is not known.`,
      `The case of this part is ${allowed}, or left out to follow the text.`,
    ),
  'template-pattern-letter-unknown': ({ number }: { readonly number: number }) =>
    template(
      `Private part ${number} of the template has a pattern with a letter or digit that stands for nothing.`,
      'In a pattern, A is a capital letter, a a small letter and 9 a digit; write fixed text outside the braces.',
    ),
  'template-pattern-length': ({ number, maximumCount }: { readonly number: number; readonly maximumCount: number }) =>
    template(
      `Private part ${number} of the template has an empty pattern, or one of more than ${maximumCount} characters.`,
      'Write it after a colon, such as {pattern:AA-9999}.',
    ),
  'text-too-long': ({ maximumCharacters }: { readonly maximumCharacters: number }) =>
    said(`The private text has more than ${maximumCharacters} characters.`, 'Give the text as it stands in the image.'),
  'text-does-not-match-template': ({ parts }: { readonly parts: string }) =>
    said(
      `The private text does not match the template: ${parts}.`,
      'Compare length, fixed parts and case of the text with the template; fixed text counts as a part.',
    ),
  'no-decoy-qualifies': () => said('No decoy qualifies.', 'Report this as a defect.'),
  'template-too-few-texts': ({ capacity }: { readonly capacity: number }) =>
    said(
      `The template allows only ${capacity} other ${capacity === 1 ? 'text' : 'texts'} of the same length.`,
      'Ask for fewer other texts in the step Method, or describe more of the text as private in the template.',
      'Ask for fewer strings, or describe more of the text as private in the template.',
    ),
  'template-texts-used-up': () =>
    said(
      'The template allows too few other texts to draw more of them.',
      'Ask for fewer other texts in the step Method.',
      'Ask for fewer strings.',
    ),
  'font-table-damaged': ({ line, problem }: { readonly line: number; readonly problem: string }) =>
    said(`Line ${line} of a font's glyph table: ${problem}.`, 'Install Engram again; its fonts are damaged.'),
  'spacing-overlaps': ({ spacing, name }: { readonly spacing: number; readonly name: string }) =>
    said(`A spacing of ${spacing} lets letters of font ${name} fall on one another.`, 'Choose a spacing nearer to 0.'),
  'text-too-large': ({ width, height }: { readonly width: number; readonly height: number }) =>
    said(`The text would take ${width} x ${height} pixels.`, 'Choose a smaller font or a smaller scale.'),
  'character-not-in-font': ({ name }: { readonly name: string }) =>
    said(
      `The text has a character that font ${name} does not have.`,
      'Choose another font (8x13 has Latin, Greek and Cyrillic; 5x5 has capitals and digits only), or write the text without it.',
    ),
  'font-unreadable': ({ name }: { readonly name: string }) =>
    said(`The font ${name} cannot be read.`, 'Install Engram again; its fonts are missing.'),
  'text-not-given': () =>
    said(
      'The feature is a text and no private text was given.',
      'Enter the text in the step “Private text or mark”.',
      'Give the text at the prompt, by a file descriptor or in a secrets file.',
    ),
  'text-invisible': () =>
    said('The text would leave no visible mark.', 'Give a text with visible characters, and a background of another colour than the ink.'),
  'mark-has-no-other-texts': () =>
    said(
      'A bitmap has no template, so there are no other marks to draw.',
      'Compare it with distilled references, or describe the feature as a text.',
    ),
  'mark-outside-image': ({
    width,
    height,
    x,
    y,
    imageWidth,
    imageHeight,
  }: {
    readonly width: number;
    readonly height: number;
    readonly x: number;
    readonly y: number;
    readonly imageWidth: number;
    readonly imageHeight: number;
  }) =>
    said(
      `A feature of ${width} x ${height} pixels at (${x}, ${y}) does not lie inside an image of ${imageWidth} x ${imageHeight} pixels.`,
      'Choose a smaller font or scale, or another placement.',
    ),
};
