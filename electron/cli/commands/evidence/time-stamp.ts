import { at } from '../../../../shared/domain/at.js';
import { mostCredentialBytes } from '../../limits.js';
import { readGivenFileSync } from '../../../services/evidence/given-file.js';
import { stampReport, stampRequest } from '../../../services/evidence/time-stamps.js';
import { valueOf } from '../../../services/failure.js';
import { engineOptions, type Command } from '../../command.js';
import { outputPath, writeNewFile } from '../../output-file.js';
import { readReport } from './sign.js';

export const timeStampCommand: Command = {
  name: 'time-stamp',
  synopsis: 'REPORT.pdf --out FILE.tsq | REPORT.pdf --response FILE.tsr --out FILE.pdf',
  summary: 'ask an authority for a time stamp on the last signature, by files to carry there and back',
  positionals: ['REPORT.pdf'],
  options: {
    response: { value: 'FILE.tsr', help: 'the authority’s response; without it, its request is written' },
    out: { value: 'FILE', help: 'where to write the request, or the stamped report' },
    json: engineOptions.json,
  },

  async run(given) {
    const report = readReport(at(given.positionals, 0));
    const response = given.options.get('response');
    const out = outputPath(given, response === undefined ? 'request.tsq' : 'stamped.pdf');
    await writeNewFile(out, valueOf(await (response === undefined ? stampRequest(report) : stampReport(report, readResponse(response)))));
    return {
      outcome: { path: out },
      lines: [
        response === undefined ? `Request: ${out}. Carry it to a time-stamp authority and bring its response back.` : `Stamped: ${out}`,
      ],
    };
  },
};

function readResponse(path: string): Buffer {
  return valueOf(readGivenFileSync(path, mostCredentialBytes, 'evidence-invalid', 'response-unreadable'));
}
