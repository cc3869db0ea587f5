import type { ChartOptions } from 'chart.js';
import type { ChartTheme } from './theme.js';

type Axis = NonNullable<NonNullable<ChartOptions<'bar'>['scales']>[string]>;

/** What all charts share: no animation, type and colours of the theme, a title that says what is seen. */
export function commonOptions(
  theme: ChartTheme,
  title: string,
  legend: boolean,
): Pick<ChartOptions<'bar'>, 'animation' | 'locale' | 'color' | 'font' | 'plugins' | 'maintainAspectRatio'> {
  const font = { family: theme.font, size: theme.fontSize };
  return {
    animation: false,
    maintainAspectRatio: false,
    // Numbers look alike on every machine.
    locale: 'en-GB',
    color: theme.ink,
    font,
    plugins: {
      title: {
        display: true,
        text: title,
        color: theme.ink,
        font: { ...font, size: theme.fontSize + 1, weight: 'bold' },
        padding: { top: 4, bottom: 10 },
      },
      legend: { display: legend, position: 'bottom', labels: { color: theme.ink, font, boxWidth: 18 } },
    },
  };
}

/** An axis with its title. */
export function axis(theme: ChartTheme, title: string | undefined, more: Axis = {}): Axis {
  const font = { family: theme.font, size: theme.fontSize };
  return {
    title: { display: title !== undefined, text: title ?? '', color: theme.ink, font },
    ticks: { color: theme.ink, font },
    grid: { color: theme.grid },
    border: { color: theme.quiet },
    ...more,
  };
}
