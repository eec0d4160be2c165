import { Session, type Debugger, type Profiler } from 'node:inspector';

/**
 * Tells which code did not run, as V8 counts it. What is watched must be loaded after `start`: a module's own lines run
 * when it is loaded.
 */
export class CodeWatch {
  private readonly session = new Session();
  /** Scripts of earlier test files of the same process: nobody runs them now. */
  private readonly earlier: ReadonlySet<string>;

  private constructor() {
    this.session.connect();
    this.earlier = new Set(this.scripts('/lib/'));
    this.session.post('Debugger.disable');
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

  /** Ids of the scripts of a folder; the debugger stays enabled. */
  private scripts(folder: string): readonly string[] {
    const ids: string[] = [];
    const listen = ({ params: { scriptId, url } }: { params: Debugger.ScriptParsedEventDataType }): void => {
      if (url.includes(folder)) ids.push(scriptId);
    };
    this.session.on('Debugger.scriptParsed', listen);
    this.session.post('Debugger.enable');
    this.session.off('Debugger.scriptParsed', listen);
    return ids;
  }

  /** Compiled text by script. Only once everything has run: a debugger that listens slows down whatever runs. */
  private texts(folder: string): ReadonlyMap<string, string> {
    const texts = new Map<string, string>();
    for (const scriptId of this.scripts(folder).filter((id) => !this.earlier.has(id))) {
      this.session.post(
        'Debugger.getScriptSource',
        { scriptId },
        (_, { scriptSource }: Debugger.GetScriptSourceReturnType) => texts.set(scriptId, scriptSource),
      );
    }
    return texts;
  }
}
