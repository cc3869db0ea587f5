/** "1,234,567": the same in every language, as are all texts of the command line. */
export function formatCount(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}

/** "12 s", "3 m 05 s", "2 h 10 m". */
export function formatDuration(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole < 60) {
    return `${whole} s`;
  }
  if (whole < 3600) {
    return `${Math.floor(whole / 60)} m ${String(whole % 60).padStart(2, '0')} s`;
  }
  const minutes = Math.round(whole / 60);
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} m`;
}

/** Per second, or per minute or hour where that would be less than one. */
export function formatRate(perSecond: number): string {
  if (perSecond >= 1) {
    return `${perSecond >= 10 ? formatCount(perSecond) : perSecond.toFixed(1)}/s`;
  }
  return perSecond * 60 >= 1 ? `${(perSecond * 60).toFixed(1)}/min` : `${(perSecond * 3600).toFixed(1)}/h`;
}
