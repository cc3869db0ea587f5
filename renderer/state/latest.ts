/** Of acts that take their time, such as a dialog that stands open, only the one begun last may change anything. */
export class Latest {
  private round = 0;

  /** Begins an act; what it gives says whether none has begun since. */
  begin(): () => boolean {
    const round = ++this.round;
    return () => round === this.round;
  }
}
