import { execFileSync } from 'node:child_process';
import { cpus } from 'node:os';
import { engramVersion } from '../../../electron/jobs/version.js';

/** Where a row comes from: the tool's version, the commit and the machine. */
export interface Origin {
  readonly engram: string;
  readonly commit: string;
  readonly machine: string;
}

/** What a finished study writes for the verdict, and no row reads: it is no change of what the next study measures. */
const writtenByStudies = ['validity-table', 'detection-table'].map((name) => `:(exclude)electron/engine/verdict/${name}.json`);

export function originOf(): Origin {
  const git = (...parameters: string[]) => execFileSync('git', parameters, { encoding: 'utf8' }).trim();
  const changed = git('status', '--porcelain', '--untracked-files=no', '--', 'electron', 'shared', 'scripts', ...writtenByStudies) !== '';
  return {
    engram: engramVersion,
    commit: `${git('rev-parse', '--short=12', 'HEAD')}${changed ? ' with changes' : ''}`,
    machine: `${process.platform} ${process.arch}, ${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.versions.node}`,
  };
}
