import type { SetAttribute } from '../../image.js';
import type { SetAttributeName } from '../../../../../shared/domain/images.js';
import type { DicomSettings } from '../../../../../shared/domain/dicom.js';
import type { DataSet } from './data-set.js';
import { overlaysIn } from './overlays.js';
import type { PixelLayout } from './pixel-layout.js';
import { tags } from './tags.js';
import type { CodecName } from './transfer-syntaxes.js';
import { viewOfFrame, type View } from './view.js';

/** Codes of PS3.3 C.7.3.1.1.1. What a header has beside them is "other": it may be anything that somebody wrote. */
const modalities = new Set(
  'AR BDUS BI BMD CFM CR CT DG DMS DX ECG EPS ES GM HC HD IO IVOCT IVUS LS MA MG MR MS NM OAM OCT OP OPM OPR OPT OPTBSV OPTENF OPV OSS OT PT PX RF RG RTIMAGE SC SEG SM TG US VA XA XC'.split(
    ' ',
  ),
);

/** Counts the technical attributes of a set, image by image, as its files are looked through. */
export class Census {
  private readonly counts = new Map<SetAttributeName, Map<string, number>>();
  private readonly used = new Set<CodecName>();

  add({ attributes, syntax }: DataSet, layout: PixelLayout, images: number, settings: DicomSettings): void {
    const { bitsStored, bitsAllocated, signed, photometric, samples } = layout;
    const modality = attributes.text(tags.modality) ?? '';
    this.used.add(syntax.codec);
    this.count('modality', modalities.has(modality) ? modality : 'other', images);
    this.count('bits', `${bitsStored} of ${bitsAllocated} bits, ${signed ? 'signed' : 'unsigned'}`, images);
    this.count('colours', photometric, images);
    this.count('coding', syntax.name, images);
    const isGrey = samples === 1 && photometric !== 'PALETTE COLOR';
    this.count('levels', isGrey ? viewInWords(viewOfFrame(attributes, 0, signed, settings), settings) : 'colours as they are', images);
    const overlays = overlaysIn(attributes);
    if (overlays > 0) this.count('overlays', settings.overlays === 'burn-in' ? 'burnt in' : 'left off', images);
  }

  get codecs(): readonly CodecName[] {
    return [...this.used];
  }

  get attributes(): SetAttribute[] {
    return [...this.counts].map(([name, values]) => ({
      name,
      values: [...values].map(([value, count]) => ({ value, count })).sort((a, b) => b.count - a.count),
    }));
  }

  private count(name: SetAttributeName, value: string, images: number): void {
    const values = this.counts.get(name) ?? new Map<string, number>();
    this.counts.set(name, values.set(value, (values.get(value) ?? 0) + images));
  }
}

function viewInWords(view: View, { levels, view: number, centre, width }: DicomSettings): string {
  switch (view.kind) {
    case 'table':
      return `the file's table ${number}`;
    case 'window':
      return levels === 'own-window' ? `window of centre ${centre} and width ${width}` : `the file's window ${number} (${view.form})`;
    case 'smallest-to-largest':
      return levels === 'smallest-to-largest' ? 'smallest to largest value' : 'smallest to largest value, as the file has no window';
    case 'all-bits':
      return 'all values that the bits hold';
  }
}
