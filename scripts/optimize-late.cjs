/**
 * A check lives for seconds. V8 11, which is Node 20's, spends a quarter of such a life on optimizing functions that hardly run
 * again; with a budget fifteen times the default it optimizes the hottest only. Later versions have a tier between, and no such
 * option.
 */
if (process.versions.v8.startsWith('11.')) require('node:v8').setFlagsFromString('--interrupt-budget=1000000');
