import { words } from '../../shared/words/words.js';
import type { ErrorData, Result } from '../../shared/domain/error.js';
import type { ReportPlace, ReportState } from '../../shared/domain/signing.js';
import { client } from './bridge.js';
import { paths } from './paths.svelte.js';

interface NamedFile {
  readonly name: string;
  /** Base64. */
  readonly data: string;
}

/** A report that somebody looks at, and what they have had done with it. */
export class ReportDesk {
  report = $state.raw<ReportState | undefined>();
  error = $state.raw<ErrorData | undefined>();
  /** Whether it was looked for. */
  read = $state(false);
  busy = $state<'make' | 'save' | 'receive' | 'request' | 'stamp' | undefined>();
  /** What was done last, in a sentence. */
  said = $state('');
  /** What became of a report that came as a file: it lies here until it is saved. */
  result = $state.raw<NamedFile | undefined>();

  constructor(readonly place: ReportPlace) {}

  async look(): Promise<void> {
    const found = await client.call('readReport', { report: this.place });
    this.read = true;
    if (this.hold(found)) this.report = found.value.report;
  }

  /** A new report without signatures; the one that is kept goes. */
  async make(): Promise<void> {
    if (!('audit' in this.place)) return;
    const { audit: id } = this.place;
    this.busy = 'make';
    const made = await client.call('makeReport', { id, discardSignatures: this.report !== undefined && this.report.signatures.length > 0 });
    this.busy = undefined;
    if (!this.hold(made)) return;
    this.report = made.value.report;
    this.said = words.reportDesk.made;
  }

  async save(): Promise<void> {
    this.busy = 'save';
    const file =
      this.result === undefined && 'audit' in this.place ? await client.call('readReportFile', { id: this.place.audit }) : undefined;
    if (file === undefined || this.hold(file)) {
      const { name, data } = file?.ok ? file.value : (this.result ?? { name: '', data: '' });
      if (name !== '' && (await paths.save(name, data))) this.said = words.reportDesk.saved;
    }
    this.busy = undefined;
  }

  async sign(ticket: string): Promise<Result<unknown>> {
    const signed = await client.call('signReport', { ticket });
    if (signed.ok) this.take(signed.value, `Signed as ${signed.value.report.signatures.at(-1)?.role ?? ''}.`);
    return signed;
  }

  /** Takes the report in as it came back with more signatures. */
  async receive(): Promise<void> {
    const path = await paths.choose('report');
    if (path === undefined || !('audit' in this.place)) return;
    const { audit: id } = this.place;
    this.busy = 'receive';
    const received = await client.call('receiveReport', { id, path });
    this.busy = undefined;
    if (this.hold(received)) this.take(received.value, words.reportDesk.takenIn);
  }

  async requestTimeStamp(): Promise<void> {
    this.busy = 'request';
    const made = await client.call('requestTimeStamp', { report: this.place });
    if (this.hold(made) && (await paths.save(made.value.name, made.value.data))) this.said = words.reportDesk.requestSaved;
    this.busy = undefined;
  }

  async addTimeStamp(): Promise<void> {
    const response = await paths.choose('time-stamp');
    if (response === undefined) return;
    this.busy = 'stamp';
    const stamped = await client.call('addTimeStamp', { report: this.place, response });
    this.busy = undefined;
    if (this.hold(stamped)) this.take(stamped.value, words.reportDesk.stamped);
  }

  private take({ report, file }: { readonly report: ReportState; readonly file?: NamedFile | undefined }, said: string): void {
    this.report = report;
    this.result = file;
    this.error = undefined;
    this.said = file === undefined ? said : words.reportDesk.signed(said);
  }

  /** Whether it went well; what did not is kept to be shown. */
  private hold<Value>(result: Result<Value>): result is { ok: true; value: Value } {
    this.error = result.ok ? undefined : result.error;
    if (!result.ok) this.said = '';
    return result.ok;
  }
}
