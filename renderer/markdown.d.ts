/** A page of the documentation, made by scripts/build/markdown-page.ts. */
declare module '*.md?html' {
  export const title: string;
  /** Without the title; of this repository, so that it may stand in the page as it is. */
  export const html: string;
}

/** The same, to stand below a heading of the second level. */
declare module '*.md?section' {
  export const title: string;
  export const html: string;
}
