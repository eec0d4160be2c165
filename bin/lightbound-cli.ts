#!/usr/bin/env node
import { loadProgram, runProgram } from './load-program';
import { packBeside } from './pack-beside';

// Both packages have the command `lightbound`; which of them npm links depends on the order in which they came.
const pack = packBeside(__dirname);
if (pack === undefined) runProgram(loadProgram(__dirname), __dirname, require, module);
// oxlint-disable-next-line typescript/no-require-imports -- only where it is there
else require(pack);
