import { auditSpecSchema, type AuditSpec } from '../../shared/domain/audit-spec.js';
import { caseSchema, type Case } from '../../shared/domain/case.js';
import type { Result } from '../../shared/domain/error.js';
import type { Feature } from '../../shared/domain/feature.js';
import { secretsSchema, type Secrets } from '../../shared/domain/secrets.js';
import { trainingSpecSchema, type TrainingSpec } from '../../shared/domain/training-spec.js';
import { readJsonFile } from './json/json-file.js';
import { failed } from '../../shared/words/errors.js';

export interface SpecOptions {
  /** Accept a spec in which the private text stands in plain sight. */
  readonly allowPlainText: boolean;
}

export function readAuditSpec(path: string, options: SpecOptions): Result<AuditSpec> {
  const read = readJsonFile(path, auditSpecSchema, {
    name: 'an audit spec',
    schemaName: 'audit-spec',
    errorCode: 'spec-invalid',
    quoteKeys: true,
  });
  return read.ok ? refusePlainText(path, read.value, [read.value.feature], options) : read;
}

export function readTrainingSpec(path: string, options: SpecOptions): Result<TrainingSpec> {
  const read = readJsonFile(path, trainingSpecSchema, {
    name: 'a training spec',
    schemaName: 'training-spec',
    errorCode: 'spec-invalid',
    quoteKeys: true,
  });
  return read.ok
    ? refusePlainText(
        path,
        read.value,
        read.value.canaries.map((canary) => canary.feature),
        options,
      )
    : read;
}

export function readCase(path: string): Result<Case> {
  return readJsonFile(path, caseSchema, { name: 'a case', schemaName: 'case', errorCode: 'case-invalid', quoteKeys: true });
}

export function readSecrets(path: string): Result<Secrets> {
  return readJsonFile(path, secretsSchema, {
    name: 'a secrets file',
    schemaName: 'secrets',
    errorCode: 'secrets-invalid',
    quoteKeys: false,
  });
}

/** Whether the private text of `feature` has to come from outside the spec. */
export function needsText(feature: Feature): boolean {
  return feature.kind === 'text' && feature.text === undefined;
}

function refusePlainText<Spec>(path: string, spec: Spec, features: readonly Feature[], options: SpecOptions): Result<Spec> {
  const holdsText = features.some((feature) => feature.kind === 'text' && feature.text !== undefined);
  return holdsText && !options.allowPlainText
    ? failed('spec-holds-private-text', { fault: 'spec-holds-text', path })
    : { ok: true, value: spec };
}
