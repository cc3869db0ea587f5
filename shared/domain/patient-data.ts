/** What in a field or a path looks like patient data; a hint for who wrote it, and no proof either way. */

const signs: readonly (readonly [string, RegExp])[] = [
  ['a date of birth', /\b(?:dob|d\.o\.b\.|born|geb\.?)\b/i],
  ['a date', /\b(?:\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d\d|(?:19|20)\d\d[./-]\d{1,2}[./-]\d{1,2})\b/],
  ['an NHS number', /\b\d{3}[ -]?\d{3}[ -]?\d{4}\b/],
  ['a patient number', /\b(?:mrn|nhs|pat(?:ient)?(?:[ -]?(?:id|no|nr))?)[ .:#-]*\d{4,}\b/i],
  ['a name', /\b\p{Lu}[\p{L}'’-]+,\s\p{Lu}[\p{L}'’-]+\b|\b(?:Mr|Mrs|Ms|Miss|Herr|Frau|Mme|M\.)\s\p{Lu}\p{L}+/u],
];

/** "a date", "a name" and the like, for each sign found in `text`. */
export function patientDataIn(text: string): string[] {
  return signs.filter(([, pattern]) => pattern.test(text)).map(([name]) => name);
}

/** A sentence for each path that looks like it holds patient data; the path itself is not repeated. */
export function patientDataPathWarnings(paths: Readonly<Record<string, string | undefined>>): string[] {
  return Object.entries(paths).flatMap(([what, path]) => {
    const found = path === undefined ? [] : patientDataIn(path.replaceAll('_', ' '));
    return found.length === 0
      ? []
      : [
          `The path of ${what} looks as if it held ${found.join(' and ')}. Shells and systems keep paths: name files and folders without patient data.`,
        ];
  });
}

/** A sentence for each field that looks like it holds patient data. */
export function patientDataWarnings(fields: Readonly<Record<string, string>>): string[] {
  return Object.entries(fields).flatMap(([field, text]) => {
    const found = patientDataIn(text);
    return found.length === 0
      ? []
      : [`"${field}" looks as if it held ${found.join(' and ')}. It will stand in the report: take patient data out of it.`];
  });
}
