/** A file's own name, with what would turn or hide the text around it made visible. */
export function plainName(name: string): string {
  return name.replace(/[\p{Cc}\p{Cf}]/gu, '\u25a1');
}
