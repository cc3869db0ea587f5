import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'svelte/compiler';
import ts from 'typescript';

/** A text that stands in a source file, its expressions left out. */
export interface Literal {
  readonly text: string;
  /** The functions and properties that it stands in, the innermost first: `said/2` is the third argument of `said`. */
  readonly within: readonly string[];
}

/** All files of a folder with this ending, by their paths. */
export function filesIn(folder: string, ending: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending) && !name.endsWith('.d.ts') && !name.includes('_pb.'))
    .map((name) => join(folder, name));
}

/** Whatever of a file of TypeScript or Svelte is text: literals, and of Svelte the markup too. */
export function literalsOf(path: string, source = readFileSync(path, 'utf8')): Literal[] {
  return path.endsWith('.svelte') ? literalsOfSvelte(source) : literalsOfTypeScript(source);
}

function literalsOfTypeScript(source: string): Literal[] {
  const found: Literal[] = [];
  const visit = (node: ts.Node, within: readonly string[]): void => {
    const text = textOf(node);
    if (text !== undefined) found.push({ text, within });
    ts.forEachChild(node, (child) => visit(child, [...placesOf(node, child), ...within]));
  };
  visit(ts.createSourceFile('a.ts', source, ts.ScriptTarget.Latest, true), []);
  return found;
}

function textOf(node: ts.Node): string | undefined {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.text;
  return ts.isTemplateExpression(node)
    ? [node.head, ...node.templateSpans.map(({ literal }) => literal)].map(({ text }) => text).join('…')
    : undefined;
}

function placesOf(node: ts.Node, child: ts.Node): string[] {
  if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
    const index = (node.arguments ?? []).findIndex((argument) => argument === child);
    return index < 0 ? [] : [`${node.expression.getText()}/${index}`];
  }
  return ts.isPropertyAssignment(node) || ts.isVariableDeclaration(node) ? [node.name.getText()] : [];
}

/** A node of what Svelte's compiler makes of a component. */
type SvelteNode = Readonly<Record<string, unknown>>;

function literalsOfSvelte(source: string): Literal[] {
  const { fragment, instance, module } = parse(source, { modern: true });
  const found: Literal[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    else if (value !== null && typeof value === 'object') {
      const node = value as SvelteNode;
      const text = svelteText(node);
      if (text !== undefined) found.push({ text, within: [] });
      Object.values(node).forEach(visit);
    }
  };
  visit([fragment, instance, module]);
  return found;
}

function svelteText({ type, data, value }: SvelteNode): string | undefined {
  if (type === 'Text' && typeof data === 'string') return data;
  if (type === 'Literal' && typeof value === 'string') return value;
  if (type !== 'TemplateElement') return undefined;
  const { cooked } = value as { readonly cooked?: unknown };
  return typeof cooked === 'string' ? cooked : undefined;
}
