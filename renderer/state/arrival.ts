/** Tells the first page of a window from those that a person goes to: the first one takes no focus. */
class Arrival {
  private first = true;

  isFirst(): boolean {
    const was = this.first;
    this.first = false;
    return was;
  }
}

export const arrival = new Arrival();
