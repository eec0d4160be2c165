import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import * as ts from 'typescript';
import { importsOf, roomOf, type Imports } from './rooms-drawing';

/** What each room imports, types included, as TypeScript resolves it. */
export function roomImports(root: string): Imports {
  const modules = ts.sys.readDirectory(root, ['.ts'], undefined, ['*.ts', 'bin', 'lib', 'policies']);
  const room = (file: string): string | undefined => roomOf(relative(root, file));
  return importsOf(
    modules.flatMap((module) => [
      [room(module), undefined] as const,
      ...importedFiles(module).map((file) => [room(module), room(file)] as const),
    ]),
  );
}

/** Files of the project that a module names in `import`, `export from`, `import()` or `require()`. */
function importedFiles(module: string): readonly string[] {
  return ts.preProcessFile(readFileSync(module, 'utf8'), true, true).importedFiles.flatMap(({ fileName }) => {
    if (!fileName.startsWith('.')) return [];
    const { resolvedModule } = ts.resolveModuleName(fileName, module, { resolveJsonModule: true }, ts.sys);
    if (resolvedModule === undefined) throw new Error(`${module} imports ${fileName}, which does not exist`);
    return [resolvedModule.resolvedFileName];
  });
}
