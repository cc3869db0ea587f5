/**
 * JSON with sorted keys and no spaces: equal text for equal data, whatever the order in which its
 * keys were written. Keys whose value is undefined are left out, as JSON.stringify does.
 */
export function canonicalJson(data: unknown): string {
  return JSON.stringify(data, (_key, value: unknown) => {
    if (value === null || typeof value !== 'object' || Array.isArray(value)) {
      return value;
    }
    // By UTF-16 code unit, as RFC 8785 sorts; never by the rules of a language.
    return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
