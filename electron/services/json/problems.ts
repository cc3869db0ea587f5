import { z } from 'zod';
import { knownKeys } from './known-keys.js';
import { nearest } from './nearest.js';

type Issue = z.core.$ZodIssue;

/**
 * One line for each thing wrong with `data`, with its place: `method.alpha: must be more than 0`.
 * Values of the data are never quoted. `quoteKeys` false leaves unknown keys out as well, for files
 * in which even those may be private.
 */
export function problems(schema: z.ZodType, data: unknown, issues: readonly Issue[], quoteKeys = true): string[] {
  const jsonSchema = z.toJSONSchema(schema, { io: 'input' });
  return issues.flatMap((issue) => {
    if (issue.code !== 'unrecognized_keys') {
      return [`${placeOf(issue.path)}: ${describe(issue, valueAt(data, issue.path))}`];
    }
    const known = knownKeys(jsonSchema, issue.path, data);
    return issue.keys.map((key) => {
      const meant = nearest(key, known);
      const advice = meant === undefined ? `known are ${known.join(', ')}` : `did you mean "${meant}"?`;
      return quoteKeys
        ? `${placeOf([...issue.path, key])}: is not a known key; ${advice}`
        : `${placeOf(issue.path)}: holds an unknown key; ${advice}`;
    });
  });
}

function describe(issue: Issue, value: unknown): string {
  switch (issue.code) {
    case 'invalid_type':
      return value === undefined ? 'is missing' : `must be ${typeNames[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return value === undefined ? 'is missing' : oneOf(issue.values.map(String), value);
    case 'too_small':
      return bounded(issue.origin, Number(issue.minimum), issue.inclusive === false ? 'more than' : 'at least');
    case 'too_big':
      return bounded(issue.origin, Number(issue.maximum), issue.inclusive === false ? 'less than' : 'at most');
    case 'invalid_union':
      return describeUnion(issue, value);
    default:
      return issue.message;
  }
}

function describeUnion(issue: Extract<Issue, { code: 'invalid_union' }>, value: unknown): string {
  if ('options' in issue && Array.isArray(issue.options)) {
    return value === undefined ? 'is missing' : oneOf(issue.options.map(String), value);
  }
  // Each branch in a few words; a branch that fails further down says where.
  const branches = issue.errors.map((errors) => errors.map((error) => describe(error, valueAt(value, error.path))).join(', '));
  return [...new Set(branches)].join(', or ');
}

const typeNames: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  tuple: 'a list',
  object: 'an object',
};

function oneOf(options: readonly string[], value: unknown): string {
  const meant = typeof value === 'string' ? nearest(value, options) : undefined;
  const quoted = options.map((option) => `"${option}"`);
  const rule = quoted.length === 1 ? `must be ${quoted[0]}` : `must be one of ${quoted.join(', ')}`;
  return meant === undefined || quoted.length === 1 ? rule : `${rule}; did you mean "${meant}"?`;
}

function bounded(origin: string, bound: number, comparison: string): string {
  switch (origin) {
    case 'string':
      return comparison === 'at least' && bound === 1 ? 'must not be empty' : `must have ${comparison} ${bound} characters`;
    case 'array':
      return `must have ${comparison} ${bound} ${bound === 1 ? 'entry' : 'entries'}`;
    default:
      return `must be ${comparison} ${bound}`;
  }
}

function valueAt(data: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, step) => (value !== null && typeof value === 'object' ? (value as Readonly<Record<PropertyKey, unknown>>)[step] : undefined),
    data,
  );
}

function placeOf(path: readonly PropertyKey[]): string {
  const place = path.reduce<string>(
    (text, step) => (typeof step === 'number' ? `${text}[${step}]` : text === '' ? String(step) : `${text}.${String(step)}`),
    '',
  );
  return place === '' ? 'the file' : place;
}
