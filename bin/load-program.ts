import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Script } from 'node:vm';

/** The command line as one expression: a function of what Node hands to a module. */
type Program = (
  require: NodeJS.Require,
  module: NodeJS.Module,
  exports: unknown,
  filename: string,
  directory: string,
) => void;

/** What the program's text must stand between to be that expression. */
export const frame = { before: '(function(require,module,exports,__filename,__dirname){', after: '})' };

export const programFile = (folder: string): string => join(folder, 'program.js');

/** What V8 made of the program when it was built. Another version of V8, or another processor, can make no use of it. */
export const codeFile = (folder: string): string => join(folder, `program-${process.versions.v8}-${process.arch}.code`);

/** The program, with its code where there is some; code that does not fit is left alone by V8. */
export function loadProgram(folder: string): Script {
  const filename = programFile(folder);
  const code = codeFile(folder);
  // The bundler writes nothing but ASCII.
  return new Script(readFileSync(filename, 'latin1'), {
    filename,
    ...(existsSync(code) && { cachedData: readFileSync(code) }),
  });
}

/** Runs the program as the module at hand. */
export function runProgram(script: Script, folder: string, require: NodeJS.Require, module: NodeJS.Module): void {
  (script.runInThisContext() as Program)(require, module, module.exports, programFile(folder), folder);
}
