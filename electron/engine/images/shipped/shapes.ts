import type { Canvas } from './canvas.js';

/** An ellipse or a rectangle: centre, half axes and the direction of the first of them, in pixels. */
export interface Shape {
  readonly kind: 'ellipse' | 'rectangle';
  readonly x: number;
  readonly y: number;
  readonly a: number;
  readonly b: number;
  readonly direction: { readonly x: number; readonly y: number };
}

/**
 * Calls `visit` for the pixels of a shape with the share of the pixel that it covers, 0 to 1. `edge`
 * is the width over which the border fades, in pixels; 1 is a plain antialiased edge.
 */
export function coverShape(canvas: Canvas, shape: Shape, edge: number, visit: (pixel: number, share: number) => void): void {
  const { x, y, a, b, direction } = shape;
  const reachX = a * Math.abs(direction.x) + b * Math.abs(direction.y) + edge;
  const reachY = a * Math.abs(direction.y) + b * Math.abs(direction.x) + edge;
  const left = Math.max(0, Math.floor(x - reachX));
  const right = Math.min(canvas.width - 1, Math.ceil(x + reachX));
  const top = Math.max(0, Math.floor(y - reachY));
  const bottom = Math.min(canvas.height - 1, Math.ceil(y + reachY));
  for (let row = top; row <= bottom; row++) {
    for (let column = left; column <= right; column++) {
      const along = (column - x) * direction.x + (row - y) * direction.y;
      const across = (row - y) * direction.x - (column - x) * direction.y;
      const inside = shape.kind === 'ellipse' ? depthInEllipse(along, across, a, b) : Math.min(a - Math.abs(along), b - Math.abs(across));
      const share = inside / edge + 0.5;
      if (share > 0) visit(row * canvas.width + column, share < 1 ? share : 1);
    }
  }
}

/** About how many pixels a point lies inside the border of an ellipse; negative outside. */
function depthInEllipse(along: number, across: number, a: number, b: number): number {
  const u = along / a;
  const v = across / b;
  return (1 - Math.sqrt(u * u + v * v)) * Math.min(a, b);
}
