import { describe, expect, test } from 'vitest';
import { formatWindowState, restoreWindowState } from '../../../electron/services/shell/window-state.js';

const screen = { x: 0, y: 0, width: 1920, height: 1040 };
const second = { x: 1920, y: 0, width: 1280, height: 1024 };

function restore(x: number, y: number, areas = [screen], size = { width: 1000, height: 700 }) {
  return restoreWindowState(formatWindowState({ bounds: { x, y, ...size }, maximized: true }), areas);
}

const usual = { bounds: { x: 320, y: 90, width: 1280, height: 860 }, maximized: false };

describe('a window comes back', () => {
  test('where it was', () => {
    expect(restore(50, 60)).toEqual({ bounds: { x: 50, y: 60, width: 1000, height: 700 }, maximized: true });
  });

  test('on a second display, as long as there is one', () => {
    expect(restore(2000, 10, [screen, second]).bounds.x).toBe(2000);
    expect(restore(2000, 10, [screen])).toEqual(usual);
  });

  test('partly outside, but not where nobody could take hold of it', () => {
    expect(restore(-500, 0).bounds.x).toBe(-500);
    expect(restore(-950, 0)).toEqual(usual);
    expect(restore(50, -30)).toEqual(usual);
    expect(restore(50, 1000)).toEqual(usual);
  });

  test('no smaller than it can be used', () => {
    expect(restore(0, 0, [screen], { width: 200, height: 150 }).bounds).toMatchObject({ width: 800, height: 560 });
  });
});

describe('a window takes its usual place', () => {
  test.each([undefined, '', 'not JSON', '{}', '{"bounds":{"x":0,"y":0,"width":-1,"height":5},"maximized":false}'])(
    'when the kept state is %j',
    (text) => {
      expect(restoreWindowState(text, [screen])).toEqual(usual);
    },
  );

  test('within a small display', () => {
    expect(restoreWindowState(undefined, [{ x: 10, y: 20, width: 1024, height: 700 }]).bounds).toEqual({
      x: 10,
      y: 20,
      width: 1024,
      height: 700,
    });
  });
});
