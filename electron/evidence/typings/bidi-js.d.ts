/** Types of what Engram uses; the package has none. */
declare module 'bidi-js' {
  interface Bidi {
    /** Levels of each UTF-16 code unit, by the Unicode Bidirectional Algorithm (UAX #9). */
    getEmbeddingLevels(text: string, direction?: 'ltr' | 'rtl' | 'auto'): { readonly levels: Uint8Array };
    getMirroredCharacter(character: string): string | null;
  }
  export default function bidiFactory(): Bidi;
}
