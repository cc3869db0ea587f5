import { afterAll, expect, test } from 'vitest';
import { TemporaryCopy } from './temporary-copy.js';

const copy = new TemporaryCopy();
afterAll(() => copy.remove());

test('a new field of the spec is carried by drafts, wherever it stands, without a change of theirs', async () => {
  const field = "\n  urgency: z.enum(['usual', 'high']).default('usual'),";
  copy.addText('shared/domain/audit-spec.ts', 'after', 'export const auditSpecSchema = z.strictObject({', field);
  copy.addText('shared/domain/audit-spec.ts', 'after', 'export const methodSchema = z.strictObject({', field);
  copy.addText('shared/domain/audit-spec.ts', 'after', 'export const distillationSchema = z.strictObject({', field);
  copy.addText('shared/domain/images.ts', 'after', 'export const preprocessingSchema = z.strictObject({', field);
  copy.addText('shared/domain/model.ts', 'after', 'export const modelSourceSchema = z.strictObject({', field);
  copy.addText('shared/domain/feature.ts', 'after', 'export const textFeatureSchema = z.strictObject({', field);

  const printed = await copy.evaluate(`
    import { draftOfSpec } from './electron/services/drafts/draft-of-spec.ts';
    import { draftSchema } from './shared/domain/draft.ts';
    import { specOfDraft } from './shared/domain/draft-spec.ts';
    import { auditSpecSchema } from './shared/domain/audit-spec.ts';

    const urgency = 'high';
    const spec = auditSpecSchema.parse({
      schema: 'engram.audit-spec/1',
      urgency,
      model: { path: '/case/model.onnx', urgency },
      preprocessing: { urgency },
      feature: { kind: 'text', template: '{letters:4}', urgency },
      distillation: { images: { source: 'path', path: '/case/images' }, urgency },
      method: { urgency },
    });
    const kept = JSON.parse(JSON.stringify(draftOfSpec(spec, '/case')));
    console.log(JSON.stringify([spec, specOfDraft(draftSchema.parse(kept))]));
  `);
  const [spec, again] = JSON.parse(printed) as [object, object];

  expect(again).toEqual(spec);
  expect(JSON.stringify(again).match(/"urgency":"high"/g)).toHaveLength(6);
});
