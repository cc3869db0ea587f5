import { basename, extname } from 'node:path';
import type { evidenceCalls } from '../../../shared/contract/calls/evidence.js';
import type { Handlers } from '../../../shared/contract/handlers.js';
import type { ReportPlace, ReportState } from '../../../shared/domain/signing.js';
import { EvidenceError } from '../../evidence/error.js';
import type { EngineService } from '../engine-service.js';
import { valueOf } from '../failure.js';
import { resultOf } from '../result-of.js';
import type { EvidenceService } from './evidence-service.js';
import { readGivenFile, readReportFile } from './given-file.js';
import { localIdentityOf } from './identities.js';
import type { OpenedIdentities } from './opened-identities.js';
import { reportStateOf } from './report-state.js';
import { stampReport, stampRequest } from './time-stamps.js';

interface Parts {
  readonly evidence: EvidenceService;
  readonly identities: OpenedIdentities;
  readonly engine: EngineService;
}

/** Reports, signatures, bundles and their verification. */
export function evidenceHandlers({ evidence, identities, engine }: Parts): Pick<Handlers, keyof typeof evidenceCalls> {
  /** The report at a place, undefined where an audit's is not made yet. */
  const read = async (place: ReportPlace): Promise<Buffer | undefined> =>
    'path' in place ? readReportFile(place.path) : valueOf(await evidence.readReport(place.audit));
  const make = async (audit: string, discardSignatures = false): Promise<Buffer> =>
    valueOf(await evidence.makeReport({ audit, discardSignatures })).report;

  return {
    readReport: ({ report: place }) =>
      resultOf(async () => {
        const bytes = await read(place);
        return { report: bytes && reportStateOf(bytes) };
      }),
    makeReport: ({ id, discardSignatures }) => resultOf(async () => ({ report: reportStateOf(await make(id, discardSignatures)) })),
    readReportFile: ({ id }) => resultOf(async () => fileOf(nameOfReport({ audit: id }), (await read({ audit: id })) ?? (await make(id)))),
    receiveReport: ({ id, path }) =>
      resultOf(async () => changed({ audit: id }, valueOf(await evidence.receive(id, await readReportFile(path))), 'received')),
    listIdentities: () => evidence.listIdentities(),
    createIdentity: ({ name, secret }) =>
      resultOf(async () => localIdentityOf(valueOf(await evidence.createIdentity(name, secret)).identity)),
    readLocalRoot: () => resultOf(async () => fileOf('engram-root.pem', Buffer.from(valueOf(await evidence.localRoot()), 'utf8'))),
    openIdentity: ({ identity, deed }) => identities.open(identity, deed),
    async closeIdentity({ ticket }) {
      identities.close(ticket);
      return { ok: true, value: {} };
    },
    signReport: ({ ticket }) =>
      resultOf(async () => {
        const sealed = identities.take(ticket, 'sign');
        return changed(sealed.deed.report, valueOf(await evidence.sign(sealed)), sealed.deed.role);
      }),
    makeBundle: ({ ticket, path }) =>
      resultOf(async () => {
        valueOf(await evidence.makeBundle(identities.take(ticket, 'bundle'), path));
        return { path };
      }),
    requestTimeStamp: ({ report: place }) =>
      resultOf(async () => {
        const report = await read(place);
        if (report === undefined) throw new EvidenceError('evidence-invalid', { fault: 'report-missing-to-sign' });
        return fileOf(nameOfReport(place, 'request', '.tsq'), valueOf(await stampRequest(report)));
      }),
    addTimeStamp: ({ report: place, response: path }) =>
      resultOf(async () => {
        const response = await readGivenFile(path, 'evidence-invalid', 'response-unreadable');
        return changed(
          place,
          valueOf(
            await ('path' in place ? stampReport(await readReportFile(place.path), response) : evidence.stampAudit(place.audit, response)),
          ),
          'stamped',
        );
      }),
    verifyEvidence: (input) => engine.lookUp('verify-evidence', input),
  };
}

interface NamedFile {
  readonly name: string;
  readonly data: string;
}

function fileOf(name: string, bytes: Buffer): NamedFile {
  return { name, data: bytes.toString('base64') };
}

/** A report that is kept is there to be read again; one that came as a file goes back as one. */
function changed(place: ReportPlace, bytes: Buffer, change: string): { report: ReportState; file?: NamedFile } {
  const report = reportStateOf(bytes);
  return 'path' in place ? { report, file: fileOf(nameOfReport(place, change), bytes) } : { report };
}

/** Never the name that it has, so that the one that came stays. */
function nameOfReport(place: ReportPlace, change?: string, extension = '.pdf'): string {
  const name = 'path' in place ? basename(place.path, extname(place.path)).slice(0, 100) : `engram-report-${place.audit.slice(0, 8)}`;
  return `${[name, change].filter(Boolean).join('-')}${extension}`;
}
