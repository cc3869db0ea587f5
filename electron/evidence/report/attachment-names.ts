/** Names under which the finding, and the journal's head as printed, are attached to a report. */
export const attachmentNames = { finding: 'finding.json', journal: 'journal-head.json' } as const;
