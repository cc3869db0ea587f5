import { z } from 'zod';

/** A field that may be left out, and that nothing stands in for then. */
type LeftOpen<Field extends z.core.SomeType> = z.ZodOptional<Field extends z.ZodDefault<infer Inner> ? Inner : Field>;

/** A schema of the same fields, each of which may be left out and stays so. */
export function leftOpen<Shape extends z.core.$ZodShape>(
  schema: z.ZodObject<Shape, z.core.$strict>,
): z.ZodObject<{ [Name in keyof Shape]: LeftOpen<Shape[Name]> }, z.core.$strict> {
  const fields = Object.entries<z.core.$ZodType>(schema.shape);
  const open = fields.map(([name, field]) => [name, z.optional(field instanceof z.ZodDefault ? field.unwrap() : field)] as const);
  return z.strictObject(Object.fromEntries(open) as { [Name in keyof Shape]: LeftOpen<Shape[Name]> });
}
