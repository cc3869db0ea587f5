import { versions } from '../../services/versions.js';
import type { Command } from '../command.js';

export const versionCommand: Command = {
  name: 'version',
  synopsis: '',
  summary: 'print the versions of Engram and of what it runs on',
  positionals: [],
  options: {},

  run() {
    return Promise.resolve({ outcome: null, lines: versions() });
  },
};
