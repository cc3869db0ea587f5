import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { importProblem } from '../../scripts/lint/import-direction.js';
import { importsOf } from './imports-of.js';

/** The source files of a tree, as paths from its root with forward slashes, and what each imports. */
export interface ImportWalk {
  readonly files: readonly string[];
  readonly sourceOf: (file: string) => string;
  /** The specifiers in a file's imports, as they stand there. */
  readonly importsIn: (file: string) => readonly string[];
}

/** Walks the source files in `folders` of the tree at `root`; folders that are not there have none. */
export function walkImports(root: string, folders: readonly string[]): ImportWalk {
  const sources = new Map(
    folders.flatMap((folder) => sourceFiles(root, folder)).map((file) => [file, readFileSync(join(root, file), 'utf8')]),
  );
  const imports = new Map([...sources].map(([file, source]) => [file, importsOf(file, source)]));
  return {
    files: [...sources.keys()],
    sourceOf: (file) => sources.get(file) ?? '',
    importsIn: (file) => imports.get(file) ?? [],
  };
}

function sourceFiles(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(ts|js|svelte)$/.test(file))
    .sort()
    .map((file) => `${folder}/${file.replaceAll('\\', '/')}`);
}

/** What is wrong with the imports by the rules of who may import whom. */
export function problemsIn({ files, importsIn }: ImportWalk): string[] {
  return files.flatMap((file) =>
    importsIn(file).flatMap((specifier) => {
      const problem = importProblem(file, specifier);
      return problem === undefined ? [] : [`${file}: ${problem}`];
    }),
  );
}

/** The circles that the imports run in, each as the files on its way; one of each knot, if not all. */
export function circlesIn({ files, importsIn }: ImportWalk): string[][] {
  const known = new Set(files);
  const targetsOf = (file: string): string[] =>
    importsIn(file).flatMap((specifier) => {
      if (!specifier.startsWith('.')) return [];
      const target = posix.join(posix.dirname(file), specifier);
      return [target, target.replace(/\.js$/, '.ts')].filter((path) => known.has(path)).slice(0, 1);
    });
  const circles: string[][] = [];
  const done = new Set<string>();
  const way: string[] = [];
  const visit = (file: string): void => {
    const met = way.indexOf(file);
    if (met >= 0) circles.push([...way.slice(met), file]);
    if (met >= 0 || done.has(file)) return;
    way.push(file);
    targetsOf(file).forEach(visit);
    way.pop();
    done.add(file);
  };
  files.forEach(visit);
  return circles;
}
