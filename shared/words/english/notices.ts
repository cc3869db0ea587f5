/** What happened meanwhile: to a run, or to the register. */
export const notices = {
  recordsPutBack: 'The journal goes on beyond the records. Older records were put back, and what was recorded since then is missing.',
  registerMigrated: (from: number, to: number, kept: string) =>
    `Engram brought the register from version ${from} to ${to}. It keeps the former records in ${kept}.`,
  recordsRestored: "The register's main file was damaged or missing. Engram restored it from its copy. Nothing was lost.",
  runInterrupted: 'This run was interrupted when Engram was closed. What was measured is kept.',
  engineRestarted: (detail: string) =>
    `The engine process ended unexpectedly (${detail}) and was started anew. The run goes on from what was kept. Its result is not affected.`,
};
