import { z } from 'zod';

/**
 * A template is literal text with private parts in braces: `ID {digits:6}`, `{surname} {initial}`,
 * `{name}` (`{given} {surname}`), `{letters:3}`, `{alphanumeric:8}`, `{date:YYYY-MM-DD}`,
 * `{pattern:AA-9999}` (A capital, a small letter, 9 digit), `{choice:L|R}`. Parts with letters follow
 * the case of the text unless they name one: `{surname:upper}`, `{letters:3:lower}`. Literal braces
 * are doubled. The literal part is public and stays the same in every decoy.
 */
export const templateSchema = z.string().min(1).max(200);

export const bitmapFonts = ['5x5', '5x7', '6x9', '6x10', '6x12', '6x13', '7x13', '7x14', '8x13'] as const;

export const typographySchema = z.strictObject({
  font: z.enum(bitmapFonts).default('8x13'),
  /** Whole-number magnification of the bitmap font. */
  scale: z.int().min(1).max(32).default(1),
  /** Extra pixels between letters, before magnification. */
  spacing: z.int().min(-4).max(32).default(0),
});
export type Typography = z.infer<typeof typographySchema>;

const level = z.int().min(0).max(255);
const colourSchema = z.union([level, z.tuple([level, level, level])]);

export const inkSchema = z.strictObject({
  colour: colourSchema.default(255),
  /** `transparent` leaves the image between the strokes; `opaque` covers the whole box. */
  background: z.union([z.literal('transparent'), z.strictObject({ opaque: colourSchema })]).default('transparent'),
  /** 1 covers the image where there is ink; less lets it shine through. */
  opacity: z.number().gt(0).max(1).default(1),
});
export type Ink = z.infer<typeof inkSchema>;

export const anchors = ['top-left', 'top', 'top-right', 'left', 'centre', 'right', 'bottom-left', 'bottom', 'bottom-right'] as const;

/** Box position by corner and margin, or by pixels with anchor top-left: margin is [x, y] from that corner or edge. */
export const placementSchema = z.strictObject({
  anchor: z.enum(anchors).default('top-left'),
  margin: z.tuple([z.int().min(0).max(8192), z.int().min(0).max(8192)]).default([1, 1]),
  /** Pixels by which the true place may differ in x and y; each host draws its own offset within it. */
  tolerance: z.int().min(0).max(16).default(0),
});
export type Placement = z.infer<typeof placementSchema>;

/** Whether a mark is stamped on the image as it came, or on what the model is fed. */
export const stampAtSchema = z.enum(['model-input', 'native']);
export type StampAt = z.infer<typeof stampAtSchema>;

const stampAt = stampAtSchema.default('model-input');

export const textFeatureSchema = z.strictObject({
  kind: z.literal('text'),
  template: templateSchema,
  /** Only with --allow-plain-text; otherwise the text comes with the secrets. */
  text: z.string().min(1).max(200).optional(),
  typography: typographySchema.prefault({}),
  ink: inkSchema.prefault({}),
  placement: placementSchema.prefault({}),
  stampAt,
});

export const bitmapFeatureSchema = z.strictObject({
  kind: z.literal('bitmap'),
  /** PNG of the mark; its alpha channel, if any, is its opacity. */
  path: z.string().min(1),
  placement: placementSchema.prefault({}),
  stampAt,
});

export const featureSchema = z.discriminatedUnion('kind', [textFeatureSchema, bitmapFeatureSchema]);
export type Feature = z.infer<typeof featureSchema>;

/** The template of a text, whose fixed words are public; undefined for a mark. */
export function templateOf(
  feature: { readonly kind: 'text'; readonly template: string } | { readonly kind: 'bitmap' },
): string | undefined {
  return feature.kind === 'text' ? feature.template : undefined;
}
