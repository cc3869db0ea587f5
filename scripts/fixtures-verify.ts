/**
 * Makes every fixture anew and compares it with the committed one: `npm run fixtures:verify [-- TOPIC ...]`.
 * Ends with 1 where a fixture differs or is missing. The convention is in test/fixtures/README.md.
 */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compareFixture } from './fixtures/compare.js';
import { findPython, run } from './fixtures/python.js';
import { findTopics, isMachinery, listFiles, type Script, type Topic } from './fixtures/topics.js';

const fixtures = fileURLToPath(new URL('../test/fixtures', import.meta.url));
const cache = fileURLToPath(new URL('../.cache/python', import.meta.url));

function pythonFor({ requirements }: Script): string {
  if (!requirements) return findPython(join(fixtures, 'requirements.txt'), 'ENGRAM_PYTHON', join(cache, 'shared'));
  const { path, name } = requirements;
  return findPython(path, `ENGRAM_PYTHON_${name.toUpperCase()}`, join(cache, name));
}

/** Number of fixtures of a topic that differ from what its scripts write now. */
function verify(topic: Topic): number {
  const scratch = mkdtempSync(join(tmpdir(), 'fixtures-'));
  // The scripts run from a copy, so that one that writes beside itself does not touch the committed files.
  const source = join(scratch, topic.name);
  const fresh = join(scratch, 'fresh');
  cpSync(topic.folder, source, { recursive: true });
  mkdirSync(fresh);
  try {
    for (const script of topic.scripts) {
      console.log(`${topic.name}: ${basename(script.path)}`);
      run(pythonFor(script), [join(source, basename(script.path)), fresh]);
    }
    const written = listFiles(fresh);
    const differences = written.map((file) => report(topic, file, fresh));
    const sources = listFiles(topic.folder).filter((file) => !written.includes(file) && !isMachinery(file));
    if (sources.length > 0) console.log(`  not written by a script: ${sources.join(', ')}`);
    if (written.length === 0) console.log('  FAILED: the scripts wrote nothing into the folder they were given');
    return written.length === 0 ? 1 : differences.filter((differs) => differs).length;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function report(topic: Topic, file: string, fresh: string): boolean {
  const committed = join(topic.folder, file);
  const tolerance = topic.tolerances[file];
  const difference = existsSync(committed)
    ? compareFixture(file, readFileSync(committed), readFileSync(join(fresh, file)), tolerance)
    : 'is not committed';
  const manner = tolerance ? ` (${tolerance.kind}: ${tolerance.why})` : '';
  console.log(difference ? `  FAILED ${file}: ${difference}` : `  ok ${file}${manner}`);
  return difference !== undefined;
}

const wanted = process.argv.slice(2);
const topics = findTopics(fixtures);
const unknown = wanted.filter((name) => !topics.some((topic) => topic.name === name));
if (unknown.length > 0) {
  console.error(`No fixtures are called ${unknown.join(', ')}; there are ${topics.map(({ name }) => name).join(', ')}.`);
  process.exit(1);
}
const failures = topics
  .filter(({ name }) => wanted.length === 0 || wanted.includes(name))
  .reduce((count, topic) => count + verify(topic), 0);
console.log(failures === 0 ? 'All fixtures are what their scripts write.' : `${failures} fixtures differ.`);
process.exitCode = failures === 0 ? 0 : 1;
