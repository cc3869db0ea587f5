import type { Register } from '../../../electron/register/register.js';
import { exampleCase, exampleRun, privateText, resultOf, specOf } from './result.js';

/** Records an audit that has come to its end, its measurements made up, and returns its id. */
export async function recordExample({ audits }: Register): Promise<string> {
  const result = resultOf(6);
  const { record } = await audits.plan({
    spec: specOf({ reference: exampleCase.reference }),
    secrets: { schema: 'engram.secrets/1', text: privateText },
    model: { sha256: result.model.sha256, name: 'site-b.onnx' },
    specFolder: '/audits',
    folder: '/audits/1',
    resumes: false,
    case: { declared: exampleCase },
  });
  await audits.finish(record.id, { result, run: exampleRun });
  return record.id;
}
