import type { z } from 'zod';
import { plotsOf } from '../../../shared/charts/plots.js';
import { paperTheme } from '../../../shared/charts/theme.js';
import { drawPlotInputSchema, plotSchema } from '../../../shared/domain/lookup.js';
import { EngineError } from '../../engine/base/error.js';
import { chartSvg } from '../../evidence/report/chart-svg.js';
import type { Task } from '../../jobs/job.js';

const width = 900;
const heights = { wide: 420, narrow: 260 };

/** Draws one plot of a result as vector graphics, on paper. */
export const drawPlotTask: Task<z.output<typeof drawPlotInputSchema>, z.output<typeof plotSchema>> = {
  name: 'draw-plot',
  input: drawPlotInputSchema,
  output: plotSchema,
  async run({ result, plot: name }) {
    const plot = plotsOf(result).find((one) => one.name === name);
    if (plot === undefined)
      throw new EngineError('not-found', 'This audit has no such plot.', 'Choose one of those that the findings show.');
    return { svg: chartSvg(plot.configure(paperTheme), width, plot.wide ? heights.wide : heights.narrow) };
  },
};
