/**
 * Fifty made-up marks as they are found on images, written down here and not drawn by the generator
 * of decoys: names, case numbers, dates, sides and stations. They fit images of 28 pixels.
 */
export interface MarkText {
  readonly text: string;
  readonly template: string;
}

const names = [
  'ABEL',
  'BOYD',
  'CRUZ',
  'DIAZ',
  'ECKE',
  'FAUST',
  'GRIMM',
  'HALEY',
  'IVERS',
  'JANSE',
  'KLEIN',
  'LOPEZ',
  'MEYER',
  'NAGEL',
  'OKAFO',
  'PATEL',
  'QUINN',
  'ROSSI',
  'SATO',
  'TRAN',
];
const caseNumbers = ['A1042', 'B7731', 'K0093', 'R5518', 'T2207', '40912', '77301', '16650', '90284', '35127'];
const dates = ['03/94', '12/87', '07/01', '11/99', '05/76', '28-10', '14-02', '31-08', '09-11', '21-06'];
const sides = ['L', 'R', 'L', 'R', 'R'];
const stations = ['PORT', 'SUP', 'AP', 'ICU2', 'ROOM4'];

export const markTexts: readonly MarkText[] = [
  ...names.map((text) => ({ text, template: `{letters:${text.length}}` })),
  ...caseNumbers.map((text) => ({ text, template: `{pattern:${/^[A-Z]/.test(text) ? 'A9999' : '99999'}}` })),
  ...dates.map((text) => ({ text, template: text.includes('/') ? '{pattern:99/99}' : '{pattern:99-99}' })),
  ...sides.map((text) => ({ text, template: '{choice:L|R}' })),
  ...stations.map((text) => ({ text, template: `{alphanumeric:${text.length}}` })),
];
