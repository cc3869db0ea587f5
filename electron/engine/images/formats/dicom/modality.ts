import type { Attributes } from './attributes.js';
import { frameGroup } from './functional-groups.js';
import { lookUp, lookupTableOf } from './lookup-table.js';
import { tags } from './tags.js';

/** Stored values as the modality means them, such as Hounsfield units: by a table, or slope and intercept (PS3.3 C.11.1). */
export function modalityTransform(attributes: Attributes, frame: number, signed: boolean): (stored: number) => number {
  const item = attributes.item(tags.modalityTables);
  const table = item && lookupTableOf(item, signed);
  if (table) return (stored) => lookUp(table, stored);
  const group = frameGroup(attributes, tags.frameTransform, frame) ?? attributes;
  const slope = group.decimal(tags.rescaleSlope) ?? 1;
  const intercept = group.decimal(tags.rescaleIntercept) ?? 0;
  return (stored) => stored * slope + intercept;
}
