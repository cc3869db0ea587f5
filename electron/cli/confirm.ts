import { createInterface } from 'node:readline/promises';
import { failed } from '../../shared/words/errors.js';
import { seenWords } from '../../shared/words/signing.js';
import { valueOf } from '../services/failure.js';
import type { Arguments, Option } from './arguments.js';
import type { Shell } from './command.js';

/** Nothing that cannot be taken back happens unseen: a person says yes at the terminal, or a program names the report that was read. */
export const seenOption = {
  seen: { value: 'SHA256', help: 'the report that was read, instead of the question; needed where there is no terminal' },
} as const satisfies Record<string, Option>;

/**
 * Shows what is about to be done with a report and goes on after a yes; throws `Failure`.
 * @param word what a person types to say yes
 */
export async function confirmSeen(given: Arguments, shell: Shell, report: string, lines: readonly string[], word: string): Promise<void> {
  for (const line of lines) shell.note(line);
  const seen = given.options.get('seen');
  if (seen !== undefined) {
    if (seen.toLowerCase() !== report) valueOf(failed('signing-refused', { message: seenWords.other(report), hint: seenWords.otherHint }));
    return;
  }
  if (!shell.input.isTTY) valueOf(failed('command-invalid', { message: seenWords.noTerminal, hint: seenWords.noTerminalHint }));
  const questions = createInterface({ input: shell.input, output: shell.promptOutput });
  try {
    const answer = await questions.question(seenWords.question(word), { signal: shell.signal });
    if (answer.trim().toLowerCase() !== word) valueOf(failed('cancelled', { message: seenWords.stopped, hint: seenWords.stoppedHint }));
  } finally {
    questions.close();
  }
}
