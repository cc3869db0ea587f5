import { rm } from 'node:fs/promises';
import type { X509Certificate } from 'node:crypto';
import type { Result } from '../../../shared/domain/error.js';
import { templateOf } from '../../../shared/domain/feature.js';
import { findingSchema, type Finding } from '../../../shared/domain/finding.js';
import type { JournalEntry } from '../../../shared/domain/journal.js';
import type { ReportInput } from '../../../shared/domain/job.js';
import type { AuditContent, AuditRecord } from '../../../shared/domain/register.js';
import {
  type Deed,
  type IdentitySource,
  type LocalIdentity,
  type PagePicture,
  type ReportPlace,
  type SignDeed,
} from '../../../shared/domain/signing.js';
import type { Verification } from '../../../shared/domain/verification.js';
import { makeBundle, requireAuditor } from '../../evidence/bundle/make.js';
import { writeBundle } from '../../evidence/bundle/storage.js';
import { canonicalBytes, sha256 } from '../../evidence/canonical.js';
import { EvidenceError } from '../../evidence/error.js';
import { refusePrivateText, type PrivateText } from '../../evidence/finding/private-text.js';
import { findingOf, type FindingInput } from '../../evidence/finding/project.js';
import { openingOf, openingSchema, opens, type Opening } from '../../evidence/reveal.js';
import { parsePem } from '../../evidence/signing/identities/external.js';
import { requireContinuation } from '../../evidence/signing/continuation.js';
import { PdfFile } from '../../evidence/signing/pdf/file.js';
import { signStatement } from '../../evidence/signing/sign-report.js';
import type { Signer } from '../../evidence/signing/signer.js';
import { stampLastSignature } from '../../evidence/signing/stamp-report.js';
import { verifyReport } from '../../evidence/signing/verify-report.js';
import { verifyPath } from '../../evidence/verify/verify.js';
import type { Register } from '../../register/register.js';
import type { CallOptions, EngineService } from '../engine-service.js';
import { valueOf } from '../failure.js';
import { readJsonFile } from '../json/json-file.js';
import type { RegisterService } from '../register/register-service.js';
import { resultOf } from '../result-of.js';
import type { ConfirmCommand } from './confirm-command.js';
import { recordOnceWritten, type Destination } from './destination.js';
import { readReportFile } from './given-file.js';
import { createIdentity, localIdentities, openIdentity, type CreatedIdentity } from './identities.js';
import { keptNames } from './kept-names.js';
import { frozen, requireSealed, seal, statementOf, type Sealed } from './sealed-deed.js';

type BundleDeed = Extract<Deed, { do: 'bundle' }>;

export interface ReportRequest {
  readonly audit: string;
  /** Left out, as the register's settings say. */
  readonly paper?: ReportInput['paper'];
  readonly release?: FindingInput['release'];
  /** Whether a kept report may go although somebody has signed it. */
  readonly discardSignatures?: boolean;
}

export interface MadeReport {
  readonly audit: string;
  readonly finding: Finding;
  readonly report: Buffer;
}

/**
 * Findings, reports, signatures and bundles of the audits in the open register; what is done stands in
 * its journal. Reports are made in a worker.
 */
export class EvidenceService {
  constructor(
    private readonly engine: EngineService,
    private readonly register: RegisterService,
    private readonly confirmCommand: ConfirmCommand,
    private readonly now: () => Date = () => new Date(),
  ) {}

  /** Makes the finding and the unsigned report of a finished audit, and keeps both with it. A signed one stays unless it may go. */
  makeReport(
    { audit, paper, release, discardSignatures = false }: ReportRequest,
    { destination, ...options }: CallOptions & { readonly destination?: Destination } = {},
  ): Promise<Result<MadeReport>> {
    return this.register.use(async (register) => {
      const { record, content, history } = await finished(register, audit);
      if (!discardSignatures) requireUnsigned(await findReport(register, record.id));
      const { result, run, declared } = content;
      const finding = findingOf({
        result,
        run,
        spec: content.spec,
        text: textOf(content),
        case: declared,
        history,
        salt: content.salt,
        release,
      });
      const bytes = canonicalBytes(finding);
      const subject = { model: record.model, finding: sha256(bytes) };
      await register.auditFiles.keep(record.id, keptNames.finding, bytes, { action: 'finding-made', subject, verdicts: record.verdicts });
      const journal = lastOf(await register.journal.entries());
      const settings = await register.settings.get();
      const report = await this.render({ finding, journal, paper: paper ?? settings.paper }, options);
      await recordOnceWritten(destination, report, () =>
        register.auditFiles.keep(record.id, keptNames.report, report, {
          action: 'report-made',
          subject: { ...subject, report: sha256(report) },
        }),
      );
      return { audit: record.id, finding, report };
    });
  }

  /** The kept report of an audit; undefined where none was made. */
  readReport(audit: string): Promise<Result<Buffer | undefined>> {
    return this.register.use((register) => findReport(register, audit));
  }

  /** Opens an identity for what its holder is about to do, seals that, and refuses what could not be done with it. */
  prepare<Of extends Deed>(asked: Of, identity: IdentitySource): Promise<Result<Sealed<Of>>> {
    const deed = frozen(asked);
    const place: ReportPlace = 'audit' in deed ? { audit: deed.audit } : deed.report;
    if ('path' in place && !('local' in identity)) {
      return resultOf(async () =>
        seal(deed, await readReportFile(place.path), await openIdentity(identity, undefined, this.confirmCommand), this.now()),
      );
    }
    return this.register.use(async (register) => {
      const report = 'path' in place ? await readReportFile(place.path) : await keptReport(register, place.audit);
      if ('audit' in place) await this.refusePrivateText(register, place.audit, deed);
      return seal(deed, report, await openIdentity(identity, register, this.confirmCommand), this.now());
    });
  }

  /** Page 1 of a report, drawn from its bytes. */
  drawPage(report: Buffer): Promise<Result<PagePicture>> {
    return this.engine.lookUp('draw-page', { report: report.toString('base64') });
  }

  /** Signs what was sealed: the kept report of an audit, which is kept signed, or one that came as a file, as a reviewer on another machine does. */
  sign(sealed: Sealed<SignDeed>, destination?: Destination): Promise<Result<Buffer>> {
    const { report, signer } = sealed;
    const statement = statementOf(sealed);
    const { report: place } = sealed.deed;
    if ('path' in place)
      return resultOf(async () => {
        requireSealed(sealed, await readReportFile(place.path));
        const signed = await signStatement(report, statement, signer, this.now());
        await destination?.write(signed);
        return signed;
      });
    return this.register.use(async (register) => {
      const { id, model } = await register.audits.get(place.audit);
      requireSealed(sealed, await keptReport(register, id));
      const signed = await signStatement(report, statement, signer, this.now());
      await recordOnceWritten(destination, signed, () =>
        register.auditFiles.keep(id, keptNames.report, signed, {
          action: 'report-signed',
          actor: sha256(signer.certificate.raw),
          subject: { model, report: sha256(signed) },
        }),
      );
      return signed;
    });
  }

  /** Keeps an audit's report as it came back with more signatures, in the place of the one that is kept. */
  receive(audit: string, report: Buffer): Promise<Result<Buffer>> {
    return this.register.use(async (register) => {
      const { id, model } = await register.audits.get(audit);
      requireContinuation(await keptReport(register, id), report);
      await register.auditFiles.keep(id, keptNames.report, report, {
        action: 'report-received',
        subject: { model, report: sha256(report) },
      });
      return report;
    });
  }

  /** Puts an authority's time stamp into the last signature of an audit's kept report. */
  stampAudit(audit: string, response: Buffer): Promise<Result<Buffer>> {
    return this.register.use(async (register) => {
      const { id, model } = await register.audits.get(audit);
      const stamped = stampLastSignature(await keptReport(register, id), response);
      await register.auditFiles.keep(id, keptNames.report, stamped, {
        action: 'report-stamped',
        subject: { model, report: sha256(stamped) },
      });
      return stamped;
    });
  }

  /** Writes an audit's evidence bundle, sealed by its auditor. */
  makeBundle(sealed: Sealed<BundleDeed>, path: string): Promise<Result<void>> {
    const { signer, report, deed } = sealed;
    return this.register.use(async (register) => {
      const { record, content } = await finished(register, deed.audit);
      requireSealed(sealed, await keptReport(register, record.id));
      await this.writeBundle(register, { record, content, signer, report }, path);
    });
  }

  /** The same of a report that was signed elsewhere and is not kept. */
  makeBundleOf(audit: string, report: Buffer, identity: IdentitySource, path: string): Promise<Result<void>> {
    return this.register.use(async (register) => {
      const { record, content } = await finished(register, audit);
      const signer = await openIdentity(identity, register, this.confirmCommand);
      // Before the journal says that it was made.
      requireAuditor(new PdfFile(report), signer.certificate);
      await this.writeBundle(register, { record, content, signer, report }, path);
    });
  }

  /** The opening of an audit's text commitment, for whom the team chooses. */
  reveal(audit: string, destination: Destination): Promise<Result<Opening>> {
    return this.register.use(async (register) => {
      const { record, content } = await finished(register, audit);
      const finding = findingSchema.parse(JSON.parse((await register.auditFiles.read(record.id, keptNames.finding)).toString('utf8')));
      const opening = openingOf(finding, textOf(content) ?? '', content.salt);
      await recordOnceWritten(destination, Buffer.from(`${JSON.stringify(opening, null, 2)}\n`), () =>
        register.journal.add({ action: 'text-revealed', subject: { model: record.model, finding: opening.finding } }),
      );
      return opening;
    });
  }

  /** `destination`: for the root's certificate, PEM. */
  createIdentity(name: string, secret: string, destination?: Destination): Promise<Result<CreatedIdentity>> {
    return this.register.use(async (register) => {
      const root = (await register.installation.root()).certificate.toString();
      return recordOnceWritten(destination, Buffer.from(root), () => createIdentity(register, name, secret, this.now()));
    });
  }

  listIdentities(): Promise<Result<LocalIdentity[]>> {
    return this.register.use(localIdentities);
  }

  /** The certificate of the root of the local identities, PEM. */
  localRoot(): Promise<Result<string>> {
    return this.register.use(async ({ installation }) => (await installation.root()).certificate.toString());
  }

  private async writeBundle(register: Register, { record, content, signer, report }: BundleParts, path: string): Promise<void> {
    const journal = sliceOf(await register.journal.entries(), record);
    await writeBundle(path, await makeBundle({ report, spec: content.spec, journal, signer }));
    const actor = sha256(signer.certificate.raw);
    try {
      await register.journal.add({ action: 'bundle-made', actor, subject: { model: record.model, report: sha256(report) } });
    } catch (error) {
      await rm(path, { recursive: true, force: true });
      throw error;
    }
  }

  /** What guards what is written about an audit. */
  privateText(audit: string): Promise<Result<PrivateText>> {
    return this.register.use(async (register) => {
      const { id } = await register.audits.get(audit);
      return privateTextOf(await register.audits.content(id));
    });
  }

  /** What an approver writes stands in the report for everybody to read. */
  private async refusePrivateText(register: Register, audit: string, deed: Deed): Promise<void> {
    if (deed.do !== 'sign') return;
    const written = Object.fromEntries(
      Object.entries({ reason: deed.reason, conditions: deed.conditions }).filter(([, text]) => text !== undefined),
    );
    const { id } = await register.audits.get(audit);
    refusePrivateText(written as Record<string, string>, privateTextOf(await register.audits.content(id)));
  }

  /** In memory alone: a report may hold the private text where the team releases it. */
  private async render(input: ReportInput, options: CallOptions): Promise<Buffer> {
    return Buffer.from(valueOf(await this.engine.run('report', input, options)).pdf, 'base64');
  }
}

/** The text that an opening shows to be the one of a finding; undefined where it is not. */
export function openEvidence(openingPath: string, findingPath: string): Result<string | undefined> {
  const opening = readJsonFile(openingPath, openingSchema, {
    name: 'an opening',
    schemaName: 'opening',
    errorCode: 'evidence-invalid',
    quoteKeys: false,
  });
  const finding = readJsonFile(findingPath, findingSchema, {
    name: 'a finding',
    schemaName: 'finding',
    errorCode: 'evidence-invalid',
    quoteKeys: true,
  });
  if (!opening.ok) return opening;
  if (!finding.ok) return finding;
  return { ok: true, value: opens(opening.value, finding.value) ? opening.value.text : undefined };
}

/** Checks a bundle or a report against trust anchors, PEM; needs no register and no network. */
export function verifyEvidence(path: string, anchors: readonly string[]): Promise<Result<Verification>> {
  return resultOf(() =>
    verifyPath(
      path,
      anchors.flatMap((pem): X509Certificate[] => parsePem(pem)),
    ),
  );
}

function requireUnsigned(report: Buffer | undefined): void {
  if (report === undefined || verifyReport(new PdfFile(report)).length === 0) return;
  throw new EvidenceError('evidence-invalid', { fault: 'report-is-signed' });
}

interface BundleParts {
  readonly record: AuditRecord;
  readonly content: Pick<AuditContent, 'spec'>;
  readonly signer: Signer;
  /** Signed by the auditor at least. */
  readonly report: Buffer;
}

type Finished = AuditContent & Required<Pick<AuditContent, 'result' | 'run' | 'declared'>>;

async function finished(
  register: Register,
  audit: string,
): Promise<{ record: AuditRecord; content: Finished; history: FindingInput['history'] }> {
  const record = await register.audits.get(audit);
  const { result, run, declared, ...content } = await register.audits.content(record.id);
  if (result === undefined || run === undefined) throw new EvidenceError('evidence-invalid', { fault: 'audit-unfinished' });
  if (declared === undefined) throw new EvidenceError('case-invalid', { fault: 'audit-without-case' });
  return { record, content: { ...content, result, run, declared }, history: await register.audits.history(record.id) };
}

async function keptReport(register: Register, audit: string): Promise<Buffer> {
  const report = await findReport(register, audit);
  if (report === undefined) throw new EvidenceError('evidence-invalid', { fault: 'report-missing' });
  return report;
}

/** The kept report of an audit; undefined where none was made. */
async function findReport(register: Register, audit: string): Promise<Buffer | undefined> {
  const { id, files } = await register.audits.get(audit);
  return files.some(({ name }) => name === keptNames.report) ? register.auditFiles.read(id, keptNames.report) : undefined;
}

function textOf({ spec: { feature }, secrets }: AuditContent): string | undefined {
  return feature.kind === 'text' ? (feature.text ?? secrets.text) : undefined;
}

function privateTextOf(content: AuditContent): PrivateText {
  return { text: textOf(content), template: templateOf(content.spec.feature) };
}

function lastOf(entries: readonly JournalEntry[]): ReportInput['journal'] {
  const last = entries.at(-1);
  return last && { index: last.index, hash: sha256(canonicalBytes(last)) };
}

/** From the entry that fixed the audit's spec to the journal's present head. */
function sliceOf(entries: readonly JournalEntry[], { model, plannedAt }: AuditRecord): JournalEntry[] {
  const from = entries.findIndex(
    ({ action, subject, time }) => action === 'audit-planned' && subject.model === model && time === plannedAt,
  );
  return entries.slice(Math.max(0, from));
}
