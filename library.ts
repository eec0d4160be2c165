/** The library: the flow, what goes in and what comes out. */
export { check, judge, readGraph, type CheckRequest, type JudgeRequest } from './lib/check';
export { noDeclarations, type Declarations } from './lib/declarations/declarations';
export { readFacts } from './lib/declarations/read-facts';
export type { Category, Evidence, Finding, Level, Outcome } from './lib/findings/finding';
export type { Inventory, RunError, RunResult } from './lib/findings/run-result';
export { reports } from './lib/reports/reports';
export { defineRule, type Rule } from './lib/rules/define-rule';
export { InputError, type Document } from './lib/resources/document';
export { rules } from './policies';
