import { words } from '../../../shared/words/words.js';
import type { Fault } from '../../../shared/words/errors.js';
import { createHash, randomBytes, type X509Certificate } from 'node:crypto';
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import { EvidenceError } from '../error.js';
import { cmsProblems, readCms, type ReadCms } from './cms-read.js';
import { encode } from './cms.js';
import { arrayBuffer, parseDer, toDer } from './der.js';
import { oids } from './oids.js';
import { distrust } from './trust.js';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();

/** An RFC 3161 request (.tsq) for a stamp on a signature, to be carried to an authority. */
export function timeStampRequest({ signature }: ReadCms): Buffer {
  const request = new pkijs.TimeStampReq({
    version: 1,
    messageImprint: new pkijs.MessageImprint({
      hashAlgorithm: new pkijs.AlgorithmIdentifier({ algorithmId: oids.sha256, algorithmParams: new asn1js.Null() }),
      hashedMessage: new asn1js.OctetString({ valueHex: arrayBuffer(sha256(signature)) }),
    }),
    certReq: true,
    // A leading 0x11 keeps the number positive and of one length.
    nonce: new asn1js.Integer({ valueHex: arrayBuffer(Buffer.concat([Buffer.from([0x11]), randomBytes(7)])) }),
  });
  return toDer(request.toSchema());
}

/**
 * The signature with the token of an authority's response (.tsr) in it: PAdES B-T.
 * @throws EvidenceError `evidence-invalid` where the response grants nothing or is about another signature
 */
export function withTimeStamp(cms: ReadCms, response: Buffer): Buffer {
  const answer = readResponse(response);
  if (answer.status.status > 1 || answer.timeStampToken === undefined) throw invalid({ fault: 'time-stamp-not-granted' });
  const token = toDer(answer.timeStampToken.toSchema());
  const problems = readTimeStamp(token, cms).problems;
  if (problems.length > 0) throw invalid({ fault: 'time-stamp-unusable', problems });
  cms.info.unsignedAttrs = new pkijs.SignedAndUnsignedAttributes({
    type: 1,
    attributes: [new pkijs.Attribute({ type: oids.timeStampToken, values: [parseDer(token, 'The time stamp')] })],
  });
  return encode(cms.signed);
}

function readResponse(response: Buffer): pkijs.TimeStampResp {
  try {
    return new pkijs.TimeStampResp({ schema: parseDer(response, 'The time-stamp response') });
  } catch (cause) {
    throw cause instanceof EvidenceError ? cause : invalid({ fault: 'time-stamp-response-expected' }, cause);
  }
}

export interface TimeStamp {
  readonly time: Date;
  readonly authority: X509Certificate;
  readonly problems: readonly string[];
  /** Why the authority is not trusted, given anchors. */
  distrust(anchors: readonly X509Certificate[]): string | undefined;
}

/** The stamp in a signature, if there is one. */
export function timeStampOf(cms: ReadCms): TimeStamp | undefined {
  const attribute = cms.info.unsignedAttrs?.attributes.find(({ type }) => type === oids.timeStampToken);
  const [token] = (attribute?.values ?? []) as asn1js.AsnType[];
  return token === undefined ? undefined : readTimeStamp(toDer(token), cms);
}

function readTimeStamp(token: Buffer, { signature }: ReadCms): TimeStamp {
  const cms = readCms(token, 'The time stamp');
  const content = cms.signed.encapContentInfo.eContent;
  if (content === undefined) throw invalid({ fault: 'time-stamp-without-time' });
  const bytes = Buffer.from(content.getValue());
  const info = new pkijs.TSTInfo({ schema: parseDer(bytes, 'The time stamp') });
  const { hashAlgorithm, hashedMessage } = info.messageImprint;
  const fits = hashAlgorithm.algorithmId === oids.sha256 && sha256(signature).equals(Buffer.from(hashedMessage.valueBlock.valueHexView));
  const mayStamp = cms.certificate.keyUsage?.includes(oids.timeStamping) ?? false;
  return {
    time: info.genTime,
    authority: cms.certificate,
    problems: [
      ...cmsProblems(cms, bytes, oids.timeStampInfo),
      ...(fits ? [] : [words.checks.stampOfAnotherSignature]),
      ...(mayStamp ? [] : [words.checks.certificateNotForStamps]),
    ],
    distrust: (anchors) => distrust(cms.certificate, cms.certificates, anchors, info.genTime),
  };
}

function invalid(fault: Fault, cause?: unknown): EvidenceError {
  return new EvidenceError('evidence-invalid', fault, { cause });
}
