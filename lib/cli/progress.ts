import { escapeLine } from '../reports/escape';
import { isTerminal, type Output } from './io';

/** Below this a run is over before anybody can read a line. */
const large = 5e6;

const clearLine = '\r\u001b[2K';

/** One line on a terminal that says what a long run is doing, and goes away with it. */
export class Progress {
  #bytes = 0;
  #shown = false;

  private constructor(private readonly stream: Output) {}

  /** Clears the line whatever the work comes to. */
  static async during<T>(stream: Output, work: (progress: Progress) => Promise<T>): Promise<T> {
    const progress = new Progress(stream);
    try {
      return await work(progress);
    } finally {
      progress.#clear();
    }
  }

  reading(path: string, bytes: number): void {
    this.#bytes += bytes;
    this.#show(`Reading ${path} (${Math.round(this.#bytes / 1e6)} MB)`);
  }

  readonly checking = (done: number, total: number, path: string): void => {
    if (done < total) this.#show(total > 1 ? `Checking ${path} (${done + 1} of ${total})` : `Checking ${path}`);
  };

  #clear(): void {
    if (this.#shown) this.stream.write(clearLine);
    this.#shown = false;
  }

  #show(text: string): void {
    if (!isTerminal(this.stream) || this.#bytes <= large) return;
    this.#shown = true;
    const { columns = 0 } = this.stream;
    // A terminal that does not know its width says 0.
    const width = columns > 0 ? columns : 80;
    this.stream.write(clearLine + escapeLine(text).slice(0, width - 1));
  }
}
