import { z } from 'zod';
import { at } from '../../../shared/domain/at.js';

const rectangleSchema = z.strictObject({ x: z.int(), y: z.int(), width: z.int().positive(), height: z.int().positive() });
/** Pixels of the desktop, over all displays. */
export type Rectangle = z.infer<typeof rectangleSchema>;

const windowStateSchema = z.strictObject({ bounds: rectangleSchema, maximized: z.boolean() });
/** What is kept of a window from one start to the next. */
export type WindowState = z.infer<typeof windowStateSchema>;

export const smallestWindow = { width: 800, height: 560 };
const usualWindow = { width: 1280, height: 860 };

/** At least this much of a window has to lie on a display, so that a person can take hold of it. */
const graspable = 100;

export function formatWindowState(state: WindowState): string {
  return JSON.stringify(state);
}

/**
 * The kept state if it still makes sense, else the usual one: displays come and go, and a file
 * that cannot be read is worth no message.
 * @param text what `formatWindowState` made; undefined at the first start
 * @param workAreas of all displays, the primary one first
 */
export function restoreWindowState(text: string | undefined, workAreas: readonly Rectangle[]): WindowState {
  const kept = windowStateSchema.safeParse(parseJson(text));
  if (kept.success && workAreas.some((area) => overlaps(kept.data.bounds, area))) {
    const { bounds, maximized } = kept.data;
    return {
      bounds: { ...bounds, width: Math.max(bounds.width, smallestWindow.width), height: Math.max(bounds.height, smallestWindow.height) },
      maximized,
    };
  }
  const area = at(workAreas, 0);
  const width = Math.min(usualWindow.width, area.width);
  const height = Math.min(usualWindow.height, area.height);
  const x = area.x + Math.round((area.width - width) / 2);
  const y = area.y + Math.round((area.height - height) / 2);
  return { bounds: { x, y, width, height }, maximized: false };
}

function overlaps(window: Rectangle, area: Rectangle): boolean {
  const across = Math.min(window.x + window.width, area.x + area.width) - Math.max(window.x, area.x);
  const titleIsVisible = window.y >= area.y && window.y <= area.y + area.height - graspable;
  return across >= graspable && titleIsVisible;
}

function parseJson(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
