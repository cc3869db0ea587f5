import { parse } from 'svelte/compiler';
import ts from 'typescript';

/** What a source file imports, of whatever kind: at its top, as it runs, from a template or for a type alone. */
export function importsOf(file: string, source: string): string[] {
  const script = file.endsWith('.svelte') ? scriptsOf(source) : source;
  return ts.preProcessFile(script, true, true).importedFiles.map(({ fileName }) => fileName);
}

/** The scripts of a component, however their tags are written, and the expressions of its template, as one script. */
function scriptsOf(source: string): string {
  const { instance, module, fragment } = parse(source, { modern: true });
  const scripts = [module, instance].flatMap((script) => (script ? [textOf(source, script.content)] : []));
  return [...scripts, ...expressionsIn(source, fragment)].join('\n;\n');
}

/** Only those that import something. */
function expressionsIn(source: string, node: unknown): string[] {
  if (typeof node !== 'object' || node === null) return [];
  if ('type' in node && node.type === 'ImportExpression') return [textOf(source, node)];
  return Object.values(node).flatMap((inner) => expressionsIn(source, inner));
}

function textOf(source: string, node: object): string {
  const { start, end } = node as { readonly start: number; readonly end: number };
  return source.slice(start, end);
}
