#!/usr/bin/env node
import { loadProgram, programFile, type Program } from './program';

const program = loadProgram(__dirname).runInThisContext() as Program;
program(require, module, exports, programFile(__dirname), __dirname);
