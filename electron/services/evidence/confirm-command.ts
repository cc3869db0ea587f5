/** A program that somebody wants to have run, and the file that names it. */
export interface AskedCommand {
  readonly file: string;
  /** Program and arguments, as they will be run. */
  readonly command: readonly string[];
}

/**
 * Shows a person the command that is to sign, and asks. Whoever implements it asks outside of any
 * page: a page that chose the file cannot also confirm it.
 */
export type ConfirmCommand = (asked: AskedCommand) => Promise<boolean>;

/** For a command line, where the person has typed the file's path themselves. */
export const givenByHand: ConfirmCommand = () => Promise.resolve(true);

/** Characters that would hide, turn around or move what stands beside them on a screen. */
const unseen = /[\u007f-\u00a0\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\ufff9-\ufffb]/g;

/** A command as a person can read it: each part in quotes, and nothing in it that a screen would not show. */
export function commandAsShown(command: readonly string[]): string {
  return command.map(asShown).join(' ');
}

export function asShown(text: string): string {
  return JSON.stringify(text).replace(unseen, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
