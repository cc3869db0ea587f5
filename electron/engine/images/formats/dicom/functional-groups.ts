import type { Attributes } from './attributes.js';
import { tags } from './tags.js';

/** The group of attributes that an enhanced file keeps for one frame, or for all of them (PS3.3 C.7.6.16). */
export function frameGroup(attributes: Attributes, group: string, frame: number): Attributes | undefined {
  return attributes.item(tags.frameGroups, frame)?.item(group) ?? attributes.item(tags.sharedGroups)?.item(group);
}
