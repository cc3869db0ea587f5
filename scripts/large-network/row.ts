import { execFileSync } from 'node:child_process';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { runRecordSchema } from '../../shared/domain/audit-result.js';
import { testNameSchema } from '../../shared/domain/comparisons.js';
import { claimSchema, verdictSchema } from '../../shared/domain/verdict.js';
import packageFile from '../../package.json' with { type: 'json' };
import type { LargeAudit } from './audit.js';
import { digitSets, type DigitSet } from '../public-sets.js';
import type { Mark } from './mark.js';
import type { LargeNetworkSettings } from './settings.js';
import { trainedSchema, type Trained } from './train.js';

export const rowsFolder = fileURLToPath(new URL('../../docs/results/large-network/', import.meta.url));

const probability = z.number().min(0).max(1);

/** One network: how it was trained, what its audit found, and what that took. */
export const rowSchema = z.strictObject({
  schema: z.literal('engram.large-network-row/1'),
  command: z.string(),
  /** Of the code, with a plus sign where files were changed since. */
  commit: z.string(),
  versions: z.strictObject({ engram: z.string(), node: z.string(), onnxruntime: z.string(), torch: z.string() }),
  machine: z.strictObject({ processors: z.string(), memoryGiB: z.number() }),
  data: z.enum(digitSets),
  seed: z.int().min(0),
  network: z.enum(['planted', 'clean']),
  mark: z.strictObject({ label: z.int().min(0), corner: z.string(), characters: z.int().min(1), copies: z.int().min(0) }),
  training: trainedSchema.omit({ torch: true }).extend({ images: z.int().min(1) }),
  audit: z.strictObject({
    seconds: z.number(),
    phases: runRecordSchema.shape.phases,
    imagesScored: z.int().min(0),
    peakMemoryMiB: z.strictObject({ engine: z.number(), allProcesses: z.number().nullable() }),
    hosts: z.int().min(1),
    strings: z.int().min(0),
    students: z.strictObject({
      count: z.int().min(0),
      images: z.int().min(0),
      epochs: z.int().min(0),
      cuts: z.array(z.string()),
      heads: z.array(z.string()),
      agreement: z.array(probability),
    }),
    controlsRight: z.boolean(),
    claims: z.array(
      z.strictObject({
        claim: claimSchema,
        verdict: verdictSchema,
        pAdjusted: probability.nullable(),
        detectablePoints: z.number().nullable(),
      }),
    ),
    tests: z.array(
      z.strictObject({ name: testNameSchema, claim: claimSchema, statistic: z.number(), p: probability, counts: z.boolean() }),
    ),
    effect: z.strictObject({ points: z.number(), comparablePoints: z.number().nullable() }),
  }),
});
export type Row = z.infer<typeof rowSchema>;

export interface RowParts {
  readonly data: DigitSet;
  readonly mark: Mark;
  readonly network: 'planted' | 'clean';
  readonly settings: LargeNetworkSettings;
  readonly trained: Trained;
  readonly audit: LargeAudit;
}

export function rowOf({ data, mark, network, settings, trained, audit }: RowParts): Row {
  const { torch, ...training } = trained;
  const { result, run } = audit;
  const students = result.distillation?.students ?? [];
  return {
    schema: 'engram.large-network-row/1',
    command: `npm run study:large-network -- --seed ${mark.seed} --data ${data} --copies ${settings.copies}`,
    commit: currentCommit(),
    versions: { engram: result.engram, node: process.version, onnxruntime: packageFile.dependencies['onnxruntime-node'], torch },
    machine: {
      processors: `${settings.threads} of ${cpus().length} ${cpus()[0]?.model ?? ''}`.trim(),
      memoryGiB: Math.round(totalmem() / 2 ** 30),
    },
    data,
    seed: mark.seed,
    network,
    mark: { label: mark.label, corner: mark.corner, characters: mark.text.length, copies: network === 'planted' ? settings.copies : 0 },
    training: { ...training, images: settings.trainingImages },
    audit: {
      seconds: run.seconds,
      phases: run.phases,
      imagesScored: run.imagesScored,
      peakMemoryMiB: { engine: run.peakMemoryMiB, allProcesses: audit.peakMemoryMiB },
      hosts: result.plan.hosts,
      strings: result.plan.strings,
      students: {
        count: students.length,
        images: result.distillation?.count ?? 0,
        epochs: result.distillation?.epochs ?? 0,
        cuts: [...new Set(students.flatMap(({ cut }) => cut ?? []))],
        heads: [...new Set(students.flatMap(({ head }) => head ?? []))],
        agreement: students.map(({ agreement }) => agreement),
      },
      controlsRight: result.controls.every(({ passed }) => passed),
      claims: result.claims.map(({ claim, verdict, pAdjusted, detectableEffect }) => ({
        claim,
        verdict,
        pAdjusted: pAdjusted ?? null,
        detectablePoints: detectableEffect?.probabilityPoints ?? null,
      })),
      tests: result.tests.map(({ name, claim, statistic, p, counts }) => ({ name, claim, statistic, p, counts })),
      effect: { points: result.effect.probabilityPoints, comparablePoints: result.effect.comparableProbabilityPoints ?? null },
    },
  };
}

/** Of its folder and its row: how often the mark was planted is part of what a network is. */
export function nameOf({ network, copies }: { readonly network: Row['network']; readonly copies: number }): string {
  return network === 'clean' ? network : `${network}-${copies}`;
}

export async function writeRow(row: Row): Promise<void> {
  await mkdir(rowsFolder, { recursive: true });
  const name = nameOf({ network: row.network, copies: row.mark.copies });
  await writeFile(join(rowsFolder, `${row.data}-${row.seed}-${name}.json`), `${JSON.stringify(rowSchema.parse(row), null, 2)}\n`);
}

/** All rows that were recorded, by name of their files. */
export async function readRows(): Promise<Row[]> {
  const names = (await readdir(rowsFolder)).filter((name) => name.endsWith('.json')).sort();
  return Promise.all(names.map(async (name) => rowSchema.parse(JSON.parse(await readFile(join(rowsFolder, name), 'utf8')))));
}

function currentCommit(): string {
  const git = (...parameters: string[]) => execFileSync('git', parameters, { encoding: 'utf8' }).trim();
  return `${git('rev-parse', 'HEAD')}${git('status', '--porcelain', '--untracked-files=no') === '' ? '' : '+'}`;
}
