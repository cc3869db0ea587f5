import type { ChartTheme } from '../../shared/charts/theme.js';

/** The window's own colours and type, as its tokens have them now. */
export function windowTheme(): ChartTheme {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string) => style.getPropertyValue(name).trim();
  return {
    ink: token('--ink'),
    quiet: token('--ink-quiet'),
    grid: token('--line'),
    reference: token('--chart-reference'),
    feature: token('--chart-feature'),
    right: token('--chart-right'),
    wrong: token('--chart-wrong'),
    font: token('--font'),
    fontSize: 0.8125 * parseFloat(style.fontSize),
  };
}
