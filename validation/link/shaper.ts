/** A piece of a stream on its way. */
export interface Piece<T> {
  readonly bytes: number;
  readonly content: T;
}

interface Scheduled<T> extends Piece<T> {
  readonly dueMs: number;
}

/**
 * One direction of a link: pieces leave one after the other at its rate and arrive a fixed delay later. The caller brings
 * the clock, in milliseconds. What has not left yet counts against the queue: ask `hasRoom` before giving more.
 */
export class Shaper<T> {
  private readonly scheduled: Scheduled<T>[] = [];
  private freeAtMs = 0;
  /** The latest that a piece was taken after its time. */
  latestMs = 0;

  constructor(
    private readonly bytesPerMs: number,
    private readonly delayMs: number,
    private readonly queueBytes: number,
  ) {}

  give(nowMs: number, piece: Piece<T>): void {
    this.freeAtMs = Math.max(nowMs, this.freeAtMs) + piece.bytes / this.bytesPerMs;
    this.scheduled.push({ ...piece, dueMs: this.freeAtMs + this.delayMs });
  }

  /** Pieces that have arrived, in order. */
  take(nowMs: number): readonly Piece<T>[] {
    this.latestMs = Math.max(this.latestMs, nowMs - (this.scheduled[0]?.dueMs ?? nowMs));
    const later = this.scheduled.findIndex(({ dueMs }) => dueMs > nowMs);
    return this.scheduled.splice(0, later === -1 ? this.scheduled.length : later);
  }

  hasRoom(nowMs: number): boolean {
    return (this.freeAtMs - nowMs) * this.bytesPerMs < this.queueBytes;
  }

  get isEmpty(): boolean {
    return this.scheduled.length === 0;
  }
}
