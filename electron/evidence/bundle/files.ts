/** The files of a bundle. */
export const bundleNames = {
  manifest: 'manifest.json',
  finding: 'finding.json',
  spec: 'spec.json',
  report: 'report.pdf',
  envelope: 'statement.dsse.json',
  journal: 'journal.jsonl',
} as const;
export type BundleName = (typeof bundleNames)[keyof typeof bundleNames];

export type BundleFiles = ReadonlyMap<string, Buffer>;
