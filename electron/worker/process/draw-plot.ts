import { plotsOf } from '../../../shared/charts/plots.js';
import { paperTheme } from '../../../shared/charts/theme.js';
import { EngineError } from '../../engine/base/error.js';
import { chartSvg } from '../../evidence/report/chart-svg.js';
import type { LookupHandler } from '../../jobs/job.js';

const width = 900;
const heights = { wide: 420, narrow: 260 };

/** Draws one plot of a result as vector graphics, on paper. */
export const drawPlot: LookupHandler<'draw-plot'> = async ({ result, plot: name }) => {
  const plot = plotsOf(result).find((one) => one.name === name);
  if (plot === undefined) throw new EngineError('not-found', { fault: 'no-plot' });
  return { svg: chartSvg(plot.configure(paperTheme), width, plot.wide ? heights.wide : heights.narrow) };
};
