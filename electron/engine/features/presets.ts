import { featureSchema, type Feature } from '../../../shared/domain/feature.js';

/** A feature as it commonly looks; the template may be replaced by that of the text at hand. */
export interface FeaturePreset {
  readonly name: string;
  readonly feature: Feature;
}

const preset = (name: string, feature: Parameters<typeof featureSchema.parse>[0]): FeaturePreset => ({
  name,
  feature: featureSchema.parse(feature),
});

export const featurePresets: readonly FeaturePreset[] = [
  preset('paper-letter', {
    kind: 'text',
    template: '{letters:1}',
    typography: { font: '5x5' },
    ink: { colour: 255, background: { opaque: 0 } },
    placement: { anchor: 'top-left', margin: [1, 1] },
  }),
  preset('ct-overlay', {
    kind: 'text',
    template: '{surname:upper} {initial:upper}',
    typography: { font: '8x13' },
    ink: { colour: 255, background: 'transparent' },
    placement: { anchor: 'top-left', margin: [8, 8] },
    stampAt: 'native',
  }),
  preset('annotation-band-top', {
    kind: 'text',
    template: '{surname:upper}, {given:title}  {date:DD.MM.YYYY}',
    typography: { font: '7x13' },
    ink: { colour: 224, background: { opaque: 0 } },
    placement: { anchor: 'top', margin: [0, 0] },
    stampAt: 'native',
  }),
  preset('annotation-band-bottom', {
    kind: 'text',
    template: 'ID {digits:8}  {date:YYYY-MM-DD}',
    typography: { font: '8x13' },
    ink: { colour: 255, background: { opaque: 0 } },
    placement: { anchor: 'bottom', margin: [0, 0] },
    stampAt: 'native',
  }),
  preset('side-marker', {
    kind: 'text',
    template: '{choice:L|R}',
    typography: { font: '8x13', scale: 3 },
    ink: { colour: 255, background: 'transparent' },
    placement: { anchor: 'top-right', margin: [16, 16] },
    stampAt: 'native',
  }),
];
