const order = 20;
const { nodes, weights } = legendreRule(order);

/** Integral of a smooth `f` from `low` to `high` by Gauss-Legendre rules of 20 points on equal panels. */
export function gaussLegendre(f: (x: number) => number, low: number, high: number, panels: number): number {
  const half = (high - low) / panels / 2;
  let sum = 0;
  for (let panel = 0; panel < panels; panel++) {
    const centre = low + (2 * panel + 1) * half;
    for (let point = 0; point < order; point++) sum += weights[point] * f(centre + half * nodes[point]);
  }
  return sum * half;
}

/** Nodes and weights on [-1, 1]: Newton's method on the Legendre polynomial of degree n. */
function legendreRule(n: number): { nodes: Float64Array; weights: Float64Array } {
  const nodes = new Float64Array(n);
  const weights = new Float64Array(n);
  for (let index = 0; index < n; index++) {
    let x = Math.cos((Math.PI * (index + 0.75)) / (n + 0.5));
    let derivative = 0;
    for (let iteration = 0; iteration < 20; iteration++) {
      let previous = 1;
      let current = x;
      for (let degree = 2; degree <= n; degree++) {
        const next = ((2 * degree - 1) * x * current - (degree - 1) * previous) / degree;
        previous = current;
        current = next;
      }
      derivative = (n * (x * current - previous)) / (x * x - 1);
      x -= current / derivative;
    }
    nodes[index] = x;
    weights[index] = 2 / ((1 - x * x) * derivative * derivative);
  }
  return { nodes, weights };
}
