import { z } from 'zod';
import { unreadable } from '../refusals.js';

const descriptionSchema = z.object({ class_name: z.string(), config: z.unknown() });

/** Class and configuration of a model from Keras's JSON. Throws `model-unreadable`. */
export function parseDescription(text: string | object): { readonly className: string; readonly config: unknown } {
  let json: unknown = text;
  if (typeof text === 'string') {
    try {
      json = JSON.parse(text);
    } catch (cause) {
      throw unreadable({ fault: 'keras-description-not-json' }, cause);
    }
  }
  const parsed = descriptionSchema.safeParse(json);
  if (parsed.success) return { className: parsed.data.class_name, config: parsed.data.config };
  throw unreadable({ fault: 'keras-description-without-class' }, parsed.error);
}
