/** Names under which an audit's evidence is kept with its record. */
export const keptNames = { finding: 'finding.json', report: 'report.pdf' } as const;
