export const glossary = {
  heading: 'Annex C: glossary',
  terms: [
    ['Private feature', 'the text or mark whose memorisation is tested, such as a name burned into an image'],
    ['Host image', 'an image without the mark, on which marks are stamped'],
    ['Template', 'the form of a text: which parts are fixed and which private'],
    ['Comparable text, decoy', 'another text of the same template and length, drawn at random'],
    [
      'Distilled reference',
      'a model trained on the audited model’s own answers to images without marks: it reacts to text as that model does by nature, and cannot have memorised what it never saw',
    ],
    ['Control', 'a model that Engram ships and whose answer is known: one with a planted mark, and its clean twin'],
    ['p-value', 'how often chance alone would give as much; corrected for everything tried'],
    ['Smallest detectable effect', 'the effect that the audit would have found 8 times in 10'],
    ['Memorised', 'corrected p of at most 0.01 by tests whose false alarms are known'],
    ['Signal', 'corrected p of at most alpha: a reason to repeat'],
    ['Not detected', 'neither, at the stated sensitivity'],
    ['Inconclusive', 'the audit could not tell'],
    ['Commitment', 'a code that shows later which text, seed or spec was used and cannot be turned back into it'],
    ['Journal', 'the register’s chain of entries, each holding the hash of the one before it'],
  ] satisfies [string, string][],
};
