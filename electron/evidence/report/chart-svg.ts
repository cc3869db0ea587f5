import { createCanvas, GlobalFonts, SvgExportFlag } from '@napi-rs/canvas';
import { Chart, registerables, type ChartConfiguration } from 'chart.js';
import { paperTheme } from '../../../shared/charts/theme.js';
import { fontPaths } from './pdf/fonts.js';

let ready = false;

/** The report's own font under the theme's name, so that charts look alike on every machine. */
function prepare(): void {
  if (ready) return;
  GlobalFonts.registerFromPath(fontPaths.regular, paperTheme.font);
  GlobalFonts.registerFromPath(fontPaths.bold, paperTheme.font);
  Chart.register(...registerables);
  ready = true;
}

/** A chart as SVG with its letters as outlines: vector graphics that need no font where they are shown. */
export function chartSvg<Type extends 'bar' | 'line', Data, Label>(
  chart: ChartConfiguration<Type, Data, Label>,
  width: number,
  height: number,
): string {
  prepare();
  const canvas = createCanvas(width, height, SvgExportFlag.ConvertTextToPaths);
  const drawn = new Chart(canvas, {
    ...chart,
    options: { ...chart.options, responsive: false, devicePixelRatio: 1 },
  } as ChartConfiguration);
  const svg = canvas.getContent().toString();
  drawn.destroy();
  return svg.replace(/(<svg [^>]*?) width="\d+" height="\d+">/, `$1 viewBox="0 0 ${width} ${height}">`);
}
