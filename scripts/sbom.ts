/**
 * Prints the bill of materials of what ships (CycloneDX): `npm run -s sbom`. npm writes it of all that is
 * locked, and the lock file says what is for development alone; npm's own `--omit dev` also leaves out
 * parts that ship and that development asks for too.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

interface Locked {
  readonly packages: Readonly<Record<string, { readonly version?: string; readonly dev?: boolean }>>;
}
interface Bill {
  readonly components: readonly { readonly 'bom-ref': string }[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
}

const root = new URL('../', import.meta.url);
const { packages } = JSON.parse(readFileSync(new URL('package-lock.json', root), 'utf8')) as Locked;
const folder = 'node_modules/';
const shipped = new Set(
  Object.entries(packages)
    .filter(([path, { dev }]) => path !== '' && dev !== true)
    .map(([path, { version }]) => `${path.slice(path.lastIndexOf(folder) + folder.length)}@${version}`),
);
const printed = execFileSync('npm', ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'], {
  cwd: root,
  encoding: 'utf8',
  maxBuffer: 2 ** 26,
});
const bill = JSON.parse(printed) as Bill;
// A part that is locked twice is told apart by its path, behind a bar.
const ships = (reference: string) => shipped.has(reference.split('|')[0]);
const components = bill.components.filter((component) => ships(component['bom-ref']));
const known = new Set(components.map((component) => component['bom-ref']));
const isRoot = (reference: string) => !bill.components.some((component) => component['bom-ref'] === reference);
const dependencies = bill.dependencies
  .filter(({ ref }) => known.has(ref) || isRoot(ref))
  .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((one) => known.has(one)) }));
console.log(JSON.stringify({ ...bill, components, dependencies }, null, 2));
