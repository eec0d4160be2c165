#!/usr/bin/env node
import { loadProgram, runProgram } from './load-program';

runProgram(loadProgram(__dirname), __dirname, require, module);
