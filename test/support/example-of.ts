import { z } from 'zod';

const nodeSchema = z.object({
  const: z.unknown().optional(),
  enum: z.array(z.unknown()).optional(),
  type: z.string().optional(),
  minimum: z.number().optional(),
  minLength: z.number().optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  required: z.array(z.string()).optional(),
  prefixItems: z.array(z.unknown()).optional(),
  propertyNames: z
    .object({ enum: z.array(z.string()) })
    .partial()
    .optional(),
  additionalProperties: z.unknown().optional(),
});

/** The smallest object that a schema allows, so that tests need not copy what the schema says. */
export function exampleOf(schema: z.ZodType): object {
  return z.looseObject({}).parse(exampleValue(z.toJSONSchema(schema)));
}

function exampleValue(schema: unknown): unknown {
  const node = nodeSchema.parse(schema);
  if (node.const !== undefined) {
    return node.const;
  }
  if (node.enum !== undefined) {
    return node.enum[0];
  }
  switch (node.type) {
    case 'object':
      return exampleObject(node);
    case 'array':
      return (node.prefixItems ?? []).map(exampleValue);
    case 'string':
      return 'x'.repeat(node.minLength ?? 0);
    case 'boolean':
      return false;
    default:
      return Math.max(0, node.minimum ?? 0);
  }
}

function exampleObject(node: z.infer<typeof nodeSchema>): Record<string, unknown> {
  const keys = node.properties === undefined ? (node.propertyNames?.enum ?? []) : (node.required ?? []);
  return Object.fromEntries(keys.map((key) => [key, exampleValue(node.properties?.[key] ?? node.additionalProperties)]));
}
