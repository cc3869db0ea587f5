/** The steps of the wizard: what each is called and, in a sentence, what it is for. */
export const steps = {
  case: {
    title: 'Case',
    lead: 'Say what you audit, for whom and why, and what each verdict will lead to. The report marks all of it as written by your team.',
  },
  model: {
    title: 'Model',
    lead: 'Choose the trained classifier. Engram reads the file and says what it found. You then confirm on a few images that it feeds the model as training did.',
  },
  feature: {
    title: 'Private text or mark',
    lead: 'Describe the text or mark that the model may have memorised, exactly as it stood on the record: its wording, its look and its place.',
  },
  images: {
    title: 'Images',
    lead: 'Choose the images to stamp the mark on, and images without the mark to train comparison models on.',
  },
  method: {
    title: 'Method',
    lead: 'Choose how thorough the audit is. The plain choices are enough. The numbers behind them are under Details.',
  },
  run: {
    title: 'Run',
    lead: 'Everything runs on this machine. You can pause at any time. Engram keeps what it has measured.',
  },
} as const;
