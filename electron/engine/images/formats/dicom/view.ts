import type { DicomSettings } from '../../../../../shared/domain/dicom.js';
import type { Attributes } from './attributes.js';
import { frameGroup } from './functional-groups.js';
import { largestOf, lookUp, lookupTableOf, type LookupTable } from './lookup-table.js';
import { tags } from './tags.js';

/** How values of the modality become levels: the VOI transform of PS3.3 C.11.2, or a range. */
export type View =
  | { readonly kind: 'table'; readonly table: LookupTable }
  | { readonly kind: 'window'; readonly form: WindowForm; readonly centre: number; readonly width: number }
  | { readonly kind: 'smallest-to-largest' }
  | { readonly kind: 'all-bits' };

const windowForms = ['LINEAR', 'LINEAR_EXACT', 'SIGMOID'] as const;
export type WindowForm = (typeof windowForms)[number];

/** The view of one frame by the settings. */
export function viewOfFrame(attributes: Attributes, frame: number, signed: boolean, { levels, view, centre, width }: DicomSettings): View {
  if (levels === 'smallest-to-largest' || levels === 'all-bits') return { kind: levels };
  if (levels === 'own-window') return { kind: 'window', form: 'LINEAR', centre, width };
  const table = tableView(attributes, signed, view);
  const window = windowView(frameGroup(attributes, tags.frameView, frame) ?? attributes, view);
  const [first, second] = levels === 'lut-or-window' ? [table, window] : [window, table];
  return first ?? second ?? { kind: 'smallest-to-largest' };
}

function tableView(attributes: Attributes, signed: boolean, view: number): View | undefined {
  const tables = attributes.items(tags.viewTables);
  const item = tables[Math.min(view, tables.length) - 1];
  const table = item && lookupTableOf(item, signed);
  return table && { kind: 'table', table };
}

/** A window that has no width is none. */
function windowView(attributes: Attributes, view: number): View | undefined {
  const centres = attributes.decimals(tags.windowCentre);
  const widths = attributes.decimals(tags.windowWidth);
  const index = Math.min(view, centres.length, widths.length) - 1;
  const form = windowForms.find((known) => known === attributes.text(tags.windowFunction)) ?? 'LINEAR';
  const [centre, width] = [centres[index], widths[index]];
  if (centre === undefined || width === undefined || width < (form === 'LINEAR' ? 1 : Number.MIN_VALUE)) return undefined;
  return { kind: 'window', form, centre, width };
}

/** The level 0 to 255, unrounded, of a value of the modality. Ranges are given by who knows the frame: `lowest` to `highest`. */
export function levelBy(view: View, lowest: number, highest: number): (value: number) => number {
  if (view.kind === 'table') {
    const { table } = view;
    return (value) => (lookUp(table, value) / largestOf(table)) * 255;
  }
  if (view.kind === 'window') return windowLevel(view.form, view.centre, view.width);
  const extent = highest - lowest;
  return extent > 0 ? (value) => ((value - lowest) / extent) * 255 : () => 0;
}

/** PS3.3 C.11.2.1.2 and C.11.2.1.3, with output of 0 to 255. */
function windowLevel(form: WindowForm, centre: number, width: number): (value: number) => number {
  if (form === 'SIGMOID') return (value) => 255 / (1 + Math.exp((-4 * (value - centre)) / width));
  const [middle, extent] = form === 'LINEAR' ? [centre - 0.5, width - 1] : [centre, width];
  return (value) => {
    if (value <= middle - extent / 2) return 0;
    return value > middle + extent / 2 ? 255 : ((value - middle) / extent + 0.5) * 255;
  };
}
