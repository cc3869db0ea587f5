import { afterAll, expect, test } from 'vitest';
import { TemporaryCopy } from './temporary-copy.js';

const copy = new TemporaryCopy();
afterAll(() => copy.remove());

test('a new field of the spec is carried by drafts, wherever it stands, without a change of theirs', () => {
  const field = "\n  urgency: z.enum(['usual', 'high']).default('usual'),";
  copy.insertAfter('shared/domain/audit-spec.ts', 'auditSpecSchema = z.strictObject({', field);
  copy.insertAfter('shared/domain/audit-spec.ts', 'methodSchema = z.strictObject({', field);
  copy.insertAfter('shared/domain/audit-spec.ts', 'distillationSchema = z.strictObject({', field);
  copy.insertAfter('shared/domain/images.ts', 'preprocessingSchema = z.strictObject({', field);
  copy.insertAfter('shared/domain/model.ts', 'modelSourceSchema = z.strictObject({', field);
  copy.insertAfter('shared/domain/feature.ts', 'textFeatureSchema = z.strictObject({', field);

  const [spec, again] = copy.run(`
    import { draftOfSpec } from './electron/services/drafts/draft-of-spec.js';
    import { draftSchema } from './shared/domain/draft.js';
    import { specOfDraft } from './shared/domain/draft-spec.js';
    import { auditSpecSchema } from './shared/domain/audit-spec.js';

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
  `) as [object, object];

  expect(again).toEqual(spec);
  expect(JSON.stringify(again).match(/"urgency":"high"/g)).toHaveLength(6);
});
