/** Colours and type of a chart: the window's own in light and dark, the report's on white paper. */
export interface ChartTheme {
  readonly ink: string;
  readonly quiet: string;
  readonly grid: string;
  /** The references: decoys, comparable texts, random marks. */
  readonly reference: string;
  /** The feature; differs from the references in lightness too, so that it holds without colour. */
  readonly feature: string;
  readonly right: string;
  readonly wrong: string;
  readonly font: string;
  readonly fontSize: number;
}

export const paperTheme: ChartTheme = {
  ink: '#1a1a1a',
  quiet: '#595959',
  grid: '#d9d9d9',
  reference: '#9db4c8',
  feature: '#7a1f3d',
  right: '#1f5f3f',
  wrong: '#b3261e',
  font: 'Engram Sans',
  fontSize: 15,
};
