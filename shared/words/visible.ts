/** Names and remarks are other people's words: a terminal would obey what cannot be seen in them, so it is made visible. */
export function visible(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]/gu, '\ufffd');
}
