import { readFileSync } from 'node:fs';
import { posix } from 'node:path';

/**
 * Who may import whom. `folders` are those of the project, or single files outside of them, that
 * `folder` may import beside itself; `packages` are npm packages, "node:" standing for all that Node ships. A rule for a folder below
 * another one replaces the other's.
 *
 * @typedef {{ folder: string, folders: string[], packages: string[] }} ImportRule
 */

export const importRules = /** @type {ImportRule[]} */ (JSON.parse(readFileSync(new URL('import-rules.json', import.meta.url), 'utf8')));

/**
 * What is wrong with an import, or undefined. Files are paths from the project's root with forward
 * slashes; a file under no rule (tests, scripts) may import anything.
 *
 * @param {string} file
 * @param {string} specifier as it stands in the import
 * @param {ImportRule[]} [rules]
 * @returns {string | undefined}
 */
export function importProblem(file, specifier, rules = importRules) {
  const rule = ruleOf(file, rules);
  if (rule === undefined) {
    return undefined;
  }
  if (!specifier.startsWith('.')) {
    return rule.packages.some((name) => belongsToPackage(specifier, name))
      ? undefined
      : `${rule.folder} may not import the package "${specifier}"`;
  }
  const target = posix.join(posix.dirname(file), specifier);
  const owner = ruleOf(target, rules);
  const place = owner?.folder ?? target;
  const allowed = owner === rule || rule.folders.some((folder) => place === folder || isBelow(place, folder, rules));
  return allowed ? undefined : `${rule.folder} may not import ${target}`;
}

/**
 * @param {string} file
 * @param {ImportRule[]} rules
 */
function ruleOf(file, rules) {
  return rules.filter((rule) => file.startsWith(`${rule.folder}/`)).sort((a, b) => b.folder.length - a.folder.length)[0];
}

/**
 * Whether `folder` lies in `allowed`, where `allowed` is a folder without a rule of its own.
 *
 * @param {string} folder
 * @param {string} allowed
 * @param {ImportRule[]} rules
 */
function isBelow(folder, allowed, rules) {
  return folder.startsWith(`${allowed}/`) && !rules.some((rule) => rule.folder === allowed);
}

/**
 * @param {string} specifier
 * @param {string} name
 */
function belongsToPackage(specifier, name) {
  return name.endsWith(':') ? specifier.startsWith(name) : specifier === name || specifier.startsWith(`${name}/`);
}

/**
 * The ESLint rule.
 *
 * @type {import('eslint').Rule.RuleModule}
 */
export const importDirection = {
  meta: { type: 'problem', schema: [] },
  create(context) {
    const file = posix.relative(toPosix(context.cwd), toPosix(context.filename));
    /** @param {import('eslint').Rule.Node & { source?: unknown }} node */
    const check = (node) => {
      const source = /** @type {{ value?: unknown } | null | undefined} */ (node.source);
      const problem = typeof source?.value === 'string' ? importProblem(file, source.value) : undefined;
      if (problem !== undefined) {
        context.report({ node, message: `${problem}; scripts/lint/import-rules.json says who may import whom.` });
      }
    };
    return {
      ImportDeclaration: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
      ImportExpression: check,
      TSImportType: check,
    };
  },
};

/** @param {string} path */
function toPosix(path) {
  return path.replaceAll('\\', '/');
}
