import type { Plugin } from 'esbuild';

/** What Commander starts programs with, which it does for commands that are files of their own; there is none. */
export const childProcessWhenAsked: Plugin = {
  name: 'child-process-when-asked',
  setup(bundler) {
    bundler.onResolve({ filter: /^node:child_process$/ }, ({ importer }) =>
      /[\\/]commander[\\/]/.test(importer) ? { path: 'child-process', namespace: 'when-asked' } : undefined,
    );
    bundler.onLoad({ filter: /.*/, namespace: 'when-asked' }, () => ({
      contents: "module.exports = { get spawn() { return require('node:child_process').spawn; } };",
    }));
  },
};
