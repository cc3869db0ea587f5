/** Whether this page may, and can, reach the program behind it. */
class Connection {
  /** `lost` and `no-key` are for good: only another address makes another page of it. */
  state = $state<'open' | 'lost' | 'no-key'>('open');

  end(why: 'lost' | 'no-key'): void {
    if (this.state === 'open') this.state = why;
  }
}

export const connection = new Connection();
