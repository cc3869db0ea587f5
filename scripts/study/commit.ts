import { execFileSync } from 'node:child_process';

/** What a finished study writes for the verdict, and no row reads: it is no change of what the next study measures. */
const writtenByStudies = ['validity-table', 'detection-table'].map((name) => `:(exclude)electron/engine/verdict/${name}.json`);

/** The commit that rows come from, and whether the code was changed since. */
export function currentCommit(): string {
  const git = (...parameters: string[]) => execFileSync('git', parameters, { encoding: 'utf8' }).trim();
  const changed = git('status', '--porcelain', '--untracked-files=no', '--', 'electron', 'shared', 'scripts', ...writtenByStudies) !== '';
  return `${git('rev-parse', '--short=12', 'HEAD')}${changed ? ' with changes' : ''}`;
}
