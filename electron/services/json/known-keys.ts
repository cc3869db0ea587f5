/** The part of JSON Schema (2020-12) that tells which keys an object may have. */
interface SchemaNode {
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly items?: SchemaNode | false;
  readonly prefixItems?: readonly SchemaNode[];
  readonly anyOf?: readonly SchemaNode[];
  readonly oneOf?: readonly SchemaNode[];
  readonly const?: unknown;
}

/**
 * The keys that `schema` knows for the object at `path` in `data`. Of alternatives, those count
 * whose constant properties are the data's own.
 */
export function knownKeys(schema: unknown, path: readonly PropertyKey[], data: unknown): string[] {
  let nodes = alternatives([schema as SchemaNode], data);
  let value = data;
  for (const step of path) {
    value = child(value, step);
    nodes = alternatives(
      nodes.flatMap((node) => below(node, step)),
      value,
    );
  }
  return [...new Set(nodes.flatMap((node) => Object.keys(node.properties ?? {})))];
}

function alternatives(nodes: readonly SchemaNode[], data: unknown): SchemaNode[] {
  return nodes.flatMap((node) => {
    const choices = node.anyOf ?? node.oneOf;
    return choices === undefined ? [node] : alternatives(choices, data).filter((choice) => fits(choice, data));
  });
}

function fits(node: SchemaNode, data: unknown): boolean {
  return Object.entries(node.properties ?? {}).every(
    ([key, property]) => property.const === undefined || property.const === child(data, key),
  );
}

function below(node: SchemaNode, step: PropertyKey): SchemaNode[] {
  const found = typeof step === 'number' ? (node.prefixItems?.[step] ?? node.items) : node.properties?.[String(step)];
  return found === undefined || found === false ? [] : [found];
}

function child(data: unknown, step: PropertyKey): unknown {
  return data !== null && typeof data === 'object' ? (data as Readonly<Record<PropertyKey, unknown>>)[step] : undefined;
}
