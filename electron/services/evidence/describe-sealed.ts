import { sealedWords } from '../../../shared/words/signing.js';
import { visible } from '../../../shared/words/visible.js';
import { words } from '../../../shared/words/words.js';
import { holderOf } from '../../evidence/signing/holder.js';
import type { Sealed } from './sealed-deed.js';

/** A sealed deed in lines of text: the same as the window shows, for who has a terminal alone. */
export function describeSealed({ signer, shown }: Sealed): string[] {
  const { report, role, decision, meaning } = shown;
  const holder = holderOf(signer.certificate);
  const facts: [string, string | undefined][] = [
    [sealedWords.report, report.sha256],
    [sealedWords.reference, report.reference],
    [sealedWords.model, report.model],
    [sealedWords.modelHash, report.modelSha256],
    ...report.verdicts.map(({ subject, verdict }): [string, string] => [words.claims[subject].title, words.verdicts[verdict].title]),
    [sealedWords.agreed(words.verdicts[report.verdict].title), report.agreed],
    ...report.signatures.map((signature): [string, string] => [
      sealedWords.signedBefore(signature.role),
      `${signature.holder.name}: “${signature.meaning}”`,
    ]),
    [sealedWords.signer, `${holder.name}, ${holder.local ? sealedWords.local : sealedWords.institution}`],
    [sealedWords.issuer, holder.issuer],
    [sealedWords.role, role && words.roles[role].title],
    [sealedWords.decision, decision && words.decisions[decision].title],
    [sealedWords.says, `“${meaning}”`],
  ];
  return facts.flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${visible(value)}`]));
}
