import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Plugin } from 'esbuild';

/** Where SQLite's loader makes the object on which it looks for the compiled SQLite before it reads the file beside it. */
const settings = 'var Module=typeof Module!="undefined"?Module:{};';

/** SQLite itself in the file that loads it, so that nothing has to lie beside. */
export const sqliteInside: Plugin = {
  name: 'sqlite-inside',
  setup(bundler) {
    bundler.onLoad({ filter: /[\\/]node-sqlite3-wasm\.js$/ }, ({ path }) => {
      const loader = readFileSync(path, 'utf8');
      if (!loader.startsWith(settings))
        throw new Error(`${path} does not begin as it did; see where it takes its settings`);
      const compiled = readFileSync(join(dirname(path), 'node-sqlite3-wasm.wasm'), 'base64');
      return {
        contents: `var Module={wasmBinary:Buffer.from("${compiled}","base64")};${loader.slice(settings.length)}`,
      };
    });
  },
};
