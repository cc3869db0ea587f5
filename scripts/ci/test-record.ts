/** What one run of tests leaves for the summary of all. */
export interface TestRecord {
  passed: number;
  failed: number;
  skipped: number;
  readonly files: { readonly file: string; readonly milliseconds: number }[];
}
