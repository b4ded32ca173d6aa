/**
 * How long a worker has said nothing, as far as its page could hear: while the page was frozen itself (a laptop asleep, a long
 * task), it was deaf, and that does not count. All in milliseconds of one clock.
 */
export class Silence {
  /** Between two looks; a later look means that the page was deaf. */
  private readonly pace: number;
  private lasted = 0;
  private looked: number;

  constructor(pace: number, now: number) {
    this.pace = pace;
    this.looked = now;
  }

  heard(): void {
    this.lasted = 0;
  }

  /** Looks once more; returns how long the silence has lasted. */
  look(now: number): number {
    this.lasted += Math.min(now - this.looked, this.pace * 2);
    this.looked = now;
    return this.lasted;
  }
}
