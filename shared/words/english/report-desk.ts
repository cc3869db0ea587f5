/** What was done with a report. */
export const reportDesk = {
  made: 'The report is made. Nobody has signed it yet.',
  saved: 'The report is saved.',
  takenIn: 'The report is taken in with all its signatures.',
  requestSaved: 'The request is saved. Carry it to a time-stamp authority and bring its response back.',
  stamped: 'The time stamp stands in the last signature.',
  signed: (what: string) => `${what} Save the report now: the file that came stays as it is.`,
};
