#!/usr/bin/env node
import { loadProgram, runProgram } from './program';

runProgram(loadProgram(__dirname), __dirname, require, module);
