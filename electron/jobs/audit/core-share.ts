import { setTimeout as sleep } from 'node:timers/promises';

/** Milliseconds that one probe computes, and that threads of the runtime get before it to come to rest. */
const probing = 15;
const resting = 5;

/** Below this share a machine is so busy that nothing can be said of how fast it would be alone. */
const leastShare = 0.1;

export interface CoreClock {
  /** Seconds of wall time. */
  readonly wall: () => number;
  /** Seconds that this process has computed. */
  readonly computed: () => number;
}

const processClock: CoreClock = {
  wall: () => performance.now() / 1000,
  computed: () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e6;
  },
};

/**
 * The share of a core that this process gets where it wants a whole one: 1 on a quiet machine, a half
 * beside as much other work. A plan that is made for a quiet machine is the same on a busy one.
 */
export class CoreShare {
  private wall = 0;
  private computed = 0;

  constructor(private readonly clock: CoreClock = processClock) {}

  /** Computes for a moment, in which nothing else of this process does. */
  async probe(): Promise<void> {
    await sleep(resting);
    const [wall, computed] = [this.clock.wall(), this.clock.computed()];
    while (this.clock.wall() - wall < probing / 1000);
    this.wall += this.clock.wall() - wall;
    this.computed += this.clock.computed() - computed;
  }

  /** 1 before the first probe. */
  get share(): number {
    if (this.wall === 0) return 1;
    return Math.min(1, Math.max(leastShare, this.computed / this.wall));
  }
}
