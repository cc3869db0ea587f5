import { headOf } from '../../scoring/scorer.js';
import type { DisagreementCause } from '../../../../shared/domain/reasons.js';
import type { StudentStart } from '../../../../shared/domain/student.js';
import type { MeasureContext, References } from '../measure-request.js';
import type { Plan } from '../plan.js';
import { atControlPlace, atItsPlace, measure, type MeasureOptions, type Subject } from '../subject.js';
import type { PlacementShifts } from './statistic.js';

/** Shapes: J control placements, m strings, C classes, k reference models. */

export interface PlacementsMeasurement {
  /** T of the feature itself, for "marks of this kind". */
  readonly kind: PlacementShifts;
  /** T of the feature less the mean T of strings of its template, for "this text"; undefined without strings. */
  readonly text: PlacementShifts | undefined;
  /** [k + 1], mean change of probability at the feature's own place and each class: the model first. */
  readonly probability: readonly Float64Array[];
  /** [k + 1], share of hosts whose decision changes at the feature's own place. */
  readonly flips: readonly number[];
}

/**
 * The feature and strings of its template at the feature's place and at control placements, on the
 * audited model and all its references in one pass.
 */
export async function measurePlacements(
  name: string,
  options: MeasureOptions & { readonly controlPlacements: number; readonly contrastStrings: number },
): Promise<PlacementsMeasurement> {
  const { subject, scorer, controlPlacements, contrastStrings } = options;
  const { classes } = headOf(scorer);
  const patches = [subject.feature.patch];
  for (let index = 0; index < contrastStrings; index++) patches.push(subject.feature.decoy(index, subject.seed));
  const treatments = [
    ...patches.map((patch) => atItsPlace(subject, patch)),
    ...Array.from({ length: controlPlacements }, (_, place) =>
      patches.map((patch) => atControlPlace(subject, patch, place, controlPlacements)),
    ).flat(),
  ];
  const table = await measure(name, treatments, options, classes);
  const shifts = (network: number, place: number, patch: number) => table.at(place * patches.length + patch, network).logOdds;
  const places = Array.from({ length: 1 + controlPlacements }, (_, place) => place);
  const networks = Array.from({ length: scorer.networks }, (_, network) => network);

  const kindOf = (network: number) => places.map((place) => Float64Array.from(shifts(network, place, 0)));
  const textOf = (network: number) =>
    places.map((place) => {
      const contrast = Float64Array.from(shifts(network, place, 0));
      for (let patch = 1; patch < patches.length; patch++) {
        const string = shifts(network, place, patch);
        for (let index = 0; index < classes; index++) contrast[index] -= string[index] / contrastStrings;
      }
      return contrast;
    });
  const [model, ...references] = networks;
  return {
    kind: { model: kindOf(model), references: references.map(kindOf) },
    text: contrastStrings > 0 ? { model: textOf(model), references: references.map(textOf) } : undefined,
    probability: networks.map((network) => Float64Array.from(table.at(0, network).probability)),
    flips: networks.map((network) => table.at(0, network).flips),
  };
}

/** Reference models measured beside the audited one, and how well they agree with it on unmarked images. */
export interface ReferencesMeasurement {
  readonly placements: PlacementsMeasurement;
  readonly agreement: number;
  /** What distilled references start from; undefined of brought ones. */
  readonly start?: StudentStart;
  readonly weakness?: DisagreementCause;
  readonly models: number;
}

/** Marks that meet every host: the feature and strings of its template, at its place and at control placements. */
export function patchesOf({ feature }: Pick<Subject, 'feature'>, { contrastStrings, controlPlacements }: Plan): number {
  return (1 + Math.min(contrastStrings, feature.decoyCapacity)) * (1 + controlPlacements);
}

/** Reference models at the places of the plan; `name` is what is remembered of them. */
export async function measureReferences(
  name: 'students' | 'references',
  { scorer, agreement, start, weakness }: References,
  { subject, plan, memory, chunk, signal, onImages }: MeasureContext,
): Promise<ReferencesMeasurement> {
  const placements = await measurePlacements(name, {
    subject,
    scorer,
    memory,
    chunk,
    signal,
    onImages,
    hostCount: plan.referenceHosts,
    controlPlacements: plan.controlPlacements,
    contrastStrings: Math.min(plan.contrastStrings, subject.feature.decoyCapacity),
  });
  return { placements, agreement, start, weakness, models: scorer.networks - 1 };
}
