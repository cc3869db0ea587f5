import type { Progress } from '../../../shared/domain/progress.js';
import type { Observation, Run, RunPhase } from '../../../shared/domain/run.js';

/** Decoys that a plot shows one by one; more of them look the same. */
const shownDecoys = 2000;

type Watched = Pick<Run, 'phases' | 'seconds' | 'feature' | 'decoys' | 'decoyCount' | 'controls' | 'outlook'>;

/** What is told of a run while it goes on, from its stream of progress and observations. */
export class RunProgress {
  private readonly phases: RunPhase[] = [];
  private readonly startedAt: number;
  private phaseStartedAt = 0;
  private doneAtStart = 0;
  private feature: Run['feature'];
  private decoys: number[] = [];
  private decoyCount = 0;
  private controls: Run['controls'] = [];
  private outlook: Run['outlook'];

  constructor(private readonly now: () => number = () => performance.now() / 1000) {
    this.startedAt = now();
  }

  progress(progress: Progress): void {
    const last = this.phases.at(-1);
    const goesOn = last?.progress.phase === progress.phase && progress.done >= last.progress.done;
    if (!goesOn) {
      this.phaseStartedAt = this.now();
      this.doneAtStart = progress.done;
    }
    const seconds = this.now() - this.phaseStartedAt;
    const done = progress.done - this.doneAtStart;
    const phase: RunPhase = { progress, seconds, rate: done > 0 && seconds > 0 ? done / seconds : undefined };
    // A phase that begins anew, as after a restart, takes the place of its earlier self.
    const same = this.phases.findIndex((known) => known.progress.phase === progress.phase);
    if (same >= 0) this.phases.splice(same, 1);
    this.phases.push(phase);
  }

  observe(observation: Observation): void {
    switch (observation.kind) {
      case 'feature':
        // Decoys are measured after the feature, so this begins the series, or begins it anew.
        this.feature = { class: observation.class, shift: observation.shift };
        this.decoys = [];
        this.decoyCount = 0;
        break;
      case 'decoys':
        this.decoys = [...this.decoys, ...observation.shifts].slice(0, shownDecoys);
        this.decoyCount += observation.shifts.length;
        break;
      case 'control':
        this.controls = [...this.controls.filter(({ name }) => name !== observation.control.name), observation.control];
        break;
      case 'outlook':
        this.outlook = observation.outlook;
        break;
    }
  }

  get state(): Watched {
    const { phases, feature, decoys, decoyCount, controls, outlook } = this;
    return { phases: [...phases], seconds: this.now() - this.startedAt, feature, decoys, decoyCount, controls, outlook };
  }
}
