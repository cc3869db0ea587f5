import { expect, test } from 'vitest';
import { z } from 'zod';
import { calls } from '../../shared/contract/calls.js';
import { callNames } from '../../shared/contract/names.js';
import { pathsGiven } from '../../shared/contract/paths.js';

/** Names under which calls take paths. A name of a property that is added goes here, or into the list of those that are none. */
const pathNames = new Set(['path', 'labels', 'initial', 'p12', 'command', 'certificates', 'trust', 'response', 'referenceModels']);
/** Other texts of free form, which the engine opens no file by. */
const otherTexts = new Set([
  ...['id', 'name', 'text', 'passphrase', 'secret', 'draft', 'audit', 'local', 'plot', 'remark', 'reason', 'conditions', 'ticket'],
  ...['modelSha256', 'template', 'outputName', 'reference', 'controller', 'owner', 'version', 'intendedUse', 'dpia', 'procedure'],
  ...['memorised', 'signal', 'not-detected', 'inconclusive', 'step', 'data', 'report', 'reviewDate', 'seen', 'seed'],
]);

type Schema = z.core.JSONSchema.BaseSchema;

/** Every way to fill a schema, as the paths that it takes: for each free text under a name, the values of an input that holds it. */
function* textsOf(
  schema: Schema,
  name: string,
  whole: Schema,
): Generator<{ readonly name: string; readonly value: unknown; readonly mark: string }> {
  const at = schema.$ref === undefined ? schema : (whole.$defs?.[schema.$ref.split('/').at(-1) ?? ''] as Schema);
  for (const one of [...(at.anyOf ?? []), ...(at.oneOf ?? [])]) yield* textsOf(one, name, whole);
  if (at.type === 'object') {
    const required = Object.fromEntries((at.required ?? []).map((key) => [key, exampleOf(at.properties?.[key] as Schema, whole)]));
    for (const [key, property] of Object.entries(at.properties ?? {})) {
      for (const found of textsOf(property as Schema, key, whole)) yield { ...found, value: { ...required, [key]: found.value } };
    }
  } else if (at.type === 'array' && at.items !== undefined && !Array.isArray(at.items)) {
    for (const found of textsOf(at.items as Schema, name, whole)) yield { ...found, value: [found.value] };
  } else if (
    at.type === 'string' &&
    at.enum === undefined &&
    at.const === undefined &&
    at.format === undefined &&
    at.pattern === undefined
  ) {
    const mark = `/marked/${name}`;
    yield { name, value: mark, mark };
  }
}

function exampleOf(schema: Schema, whole: Schema): unknown {
  const at = schema.$ref === undefined ? schema : (whole.$defs?.[schema.$ref.split('/').at(-1) ?? ''] as Schema);
  if (at.default !== undefined) return at.default;
  if (at.const !== undefined) return at.const;
  if (at.enum !== undefined) return at.enum[0];
  const choice = at.anyOf ?? at.oneOf;
  if (choice !== undefined) return exampleOf(choice[0], whole);
  if (at.type === 'object')
    return Object.fromEntries((at.required ?? []).map((key) => [key, exampleOf(at.properties?.[key] as Schema, whole)]));
  if (at.type === 'array') return [];
  if (at.type === 'boolean') return false;
  return at.type === 'string' ? 'x' : 1;
}

const found = callNames.flatMap((name) => {
  const schema = z.toJSONSchema(calls[name].input, { io: 'output', unrepresentable: 'any' }) as Schema;
  return [...textsOf(schema, '', schema)].map((text) => ({ call: name, ...text }));
});

test('every free text that a call takes is known for a path or for none', () => {
  const unknown = found.filter(({ name }) => !pathNames.has(name) && !otherTexts.has(name));
  expect(unknown.map(({ call, name }) => `${call}: ${name}`)).toEqual([]);
});

test('every path that a call takes is looked at', () => {
  const missed = found.filter(({ call, name, value, mark }) => {
    if (!pathNames.has(name)) return false;
    return !(pathsGiven[call] as (input: unknown) => readonly unknown[])(value).includes(mark);
  });
  expect(missed.map(({ call, name }) => `${call}: ${name}`)).toEqual([]);
  // That the search finds them at all.
  expect(new Set(found.filter(({ name }) => pathNames.has(name)).map(({ name }) => name))).toEqual(pathNames);
});
