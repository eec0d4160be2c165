import { Session, type Debugger, type Profiler } from 'node:inspector';

/**
 * Tells which code did not run, as V8 counts it. What is watched must be loaded after `start`: a module's own lines run
 * when it is loaded.
 */
export class CodeWatch {
  private readonly session = new Session();

  private constructor() {
    this.session.connect();
    this.session.post('Profiler.enable');
    this.session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  }

  static start(): CodeWatch {
    return new CodeWatch();
  }

  /** The functions and blocks of a folder's files that never ran, each as its compiled text. */
  stop(folder: string): readonly string[] {
    const found: string[] = [];
    const texts = this.texts(folder);
    this.session.post('Profiler.takePreciseCoverage', (_, { result }: Profiler.TakePreciseCoverageReturnType) => {
      for (const { scriptId, functions } of result) {
        const text = texts.get(scriptId);
        if (text === undefined) continue;
        for (const { count, startOffset, endOffset } of functions.flatMap(({ ranges }) => ranges)) {
          if (count === 0) found.push(text.slice(startOffset, endOffset));
        }
      }
    });
    this.session.post('Profiler.stopPreciseCoverage');
    this.session.disconnect();
    return found;
  }

  /** Compiled text by script. Only once everything has run: a debugger that listens slows down whatever runs. */
  private texts(folder: string): ReadonlyMap<string, string> {
    const ids: string[] = [];
    this.session.on('Debugger.scriptParsed', ({ params: { scriptId, url } }) => {
      if (url.includes(folder)) ids.push(scriptId);
    });
    this.session.post('Debugger.enable');
    const texts = new Map<string, string>();
    for (const scriptId of ids) {
      this.session.post(
        'Debugger.getScriptSource',
        { scriptId },
        (_, { scriptSource }: Debugger.GetScriptSourceReturnType) => texts.set(scriptId, scriptSource),
      );
    }
    return texts;
  }
}
