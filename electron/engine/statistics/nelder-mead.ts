export interface Minimum {
  readonly point: Float64Array;
  readonly value: number;
}

/**
 * Local minimum of `f` without derivatives (Nelder & Mead 1965), restarted at the point found until
 * a restart gains nothing. `f` may return Infinity where it is not defined.
 * @param steps edge lengths of the first simplex
 */
export function minimise(
  f: (point: Float64Array) => number,
  start: ArrayLike<number>,
  steps: ArrayLike<number>,
  tolerance = 1e-11,
): Minimum {
  let best = descend(f, Float64Array.from(start), steps, tolerance);
  for (let restart = 0; restart < 8; restart++) {
    const next = descend(f, best.point, steps, tolerance);
    const gain = best.value - next.value;
    if (gain >= 0) best = next;
    if (!(gain > tolerance * (1 + Math.abs(best.value)))) break;
  }
  return best;
}

interface Vertex {
  readonly point: Float64Array;
  readonly value: number;
}

function descend(f: (point: Float64Array) => number, start: Float64Array, steps: ArrayLike<number>, tolerance: number): Minimum {
  const dimensions = start.length;
  const evaluate = (point: Float64Array): Vertex => ({ point, value: f(point) });
  const simplex = [evaluate(start)];
  for (let axis = 0; axis < dimensions; axis++) {
    const point = start.slice();
    point[axis] += steps[axis];
    simplex.push(evaluate(point));
  }
  for (let iteration = 0; iteration < 400 * dimensions; iteration++) {
    simplex.sort((a, b) => a.value - b.value);
    const best = simplex[0];
    const worst = simplex[dimensions];
    if (worst.value - best.value <= tolerance * (1 + Math.abs(best.value)) && diameter(simplex, steps) < 1e-5) break;
    const centre = start.map((_, axis) => simplex.slice(0, dimensions).reduce((sum, vertex) => sum + vertex.point[axis], 0) / dimensions);
    const along = (factor: number): Vertex => evaluate(centre.map((value, axis) => value + factor * (worst.point[axis] - value)));
    const reflected = along(-1);
    if (reflected.value < best.value) {
      const expanded = along(-2);
      simplex[dimensions] = expanded.value < reflected.value ? expanded : reflected;
    } else if (reflected.value < simplex[dimensions - 1].value) {
      simplex[dimensions] = reflected;
    } else {
      const contracted = reflected.value < worst.value ? along(-0.5) : along(0.5);
      if (contracted.value < Math.min(reflected.value, worst.value)) simplex[dimensions] = contracted;
      else shrink(simplex, evaluate);
    }
  }
  simplex.sort((a, b) => a.value - b.value);
  return simplex[0];
}

/** Largest distance of a vertex from the best one along any axis, in first steps. */
function diameter(simplex: readonly Vertex[], steps: ArrayLike<number>): number {
  let largest = 0;
  for (const vertex of simplex) {
    vertex.point.forEach((value, axis) => {
      largest = Math.max(largest, Math.abs((value - simplex[0].point[axis]) / steps[axis]));
    });
  }
  return largest;
}

function shrink(simplex: Vertex[], evaluate: (point: Float64Array) => Vertex): void {
  const best = simplex[0].point;
  for (let index = 1; index < simplex.length; index++) {
    simplex[index] = evaluate(simplex[index].point.map((value, axis) => best[axis] + (value - best[axis]) / 2));
  }
}
