import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

interface Bill {
  readonly bomFormat: string;
  readonly components: readonly { readonly name: string; readonly version: string; readonly licenses?: readonly unknown[] }[];
}

const root = new URL('../../', import.meta.url);
const { dependencies, devDependencies } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as Record<
  'dependencies' | 'devDependencies',
  Record<string, string>
>;

it('the bill of materials lists every production part and its licence, and no part of development', { timeout: 120_000 }, () => {
  const printed = execFileSync('npm', ['run', '-s', 'sbom'], { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 26 });
  const { bomFormat, components } = JSON.parse(printed) as Bill;
  expect(bomFormat).toBe('CycloneDX');
  const versions = new Map(components.map(({ name, version }) => [name, version]));
  for (const [name, version] of Object.entries(dependencies)) expect([name, versions.get(name)]).toEqual([name, version]);
  const untold = components.filter(({ licenses }) => licenses === undefined || licenses.length === 0).map(({ name }) => name);
  // These two name no licence that a list of them knows; what it is stands in NOTICE.
  expect(untold.sort()).toEqual(['h5wasm', 'png-js']);
  const notice = readFileSync(new URL('NOTICE', root), 'utf8');
  for (const name of untold) expect(notice).toContain(`${name} (`);
  for (const name of ['vitest', 'electron-builder', 'typescript']) expect(versions.has(name)).toBe(false);
  expect(Object.keys(devDependencies)).toContain('vitest');
});
