import { stripVTControlCharacters } from 'node:util';
import type { RunResult } from '../../lib/findings/run-result';
import { reports, type ReportName } from '../../lib/reports/reports';
import * as results from './results';
import { later, waived } from './waived-result';

const runs = Object.entries({ ...results, waived, later }).filter(
  (entry): entry is [string, RunResult] => 'findings' in entry[1],
);

const cases = (Object.keys(reports) as ReportName[]).flatMap((name) =>
  runs.map(([kind, result]) => [name, kind, result] as const),
);

/** What a page of 80 columns makes of a text: words, wherever its lines break. */
const words = (text: string): string => text.replace(/\s+/gu, '');

/** GitHub takes whatever SARIF holds for an open alert, and Atlantis whatever it is told for a reason to approve. */
const isTold = (name: ReportName, isRemark: boolean, isKnown: boolean): boolean =>
  !((isRemark || isKnown) && ['sarif', 'atlantis'].includes(name));

describe.each(cases)('the report %s of a run that is %s', (name, _, result) => {
  const { audience, write } = reports[name];
  const text = write(result, { colour: false });

  it('is text that ends with a line end', () => {
    expect(text.trim()).not.toBe('');
    expect(text.endsWith('\n')).toBe(true);
  });

  it('holds nothing but printable characters and line ends', () => {
    expect(text).not.toMatch(/[^\P{C}\n]/u);
  });

  it('says the same twice, and in colour only where people read it', () => {
    expect(write(result, { colour: false })).toBe(text);
    const coloured = write(result, { colour: true });
    expect(stripVTControlCharacters(coloured)).toBe(text);
    if (audience === 'machines') expect(coloured).toBe(text);
  });

  it('names each finding that its reader is for, or how many more there are', () => {
    const told = result.findings.filter(({ outcome, state }) => isTold(name, outcome === 'remark', state === 'known'));
    for (const ruleId of new Set(told.map((finding) => finding.ruleId))) expect(text).toContain(ruleId);
  });

  it('says who accepts what, until when, and which waivers no longer hold', () => {
    // What GitHub reads as SARIF it shows as open.
    for (const { waiver } of name === 'sarif' ? [] : result.findings) {
      expect(words(text)).toContain(waiver?.owner ?? '');
      expect(words(text)).toContain(waiver?.until ?? '');
    }
    const lapsed = result.findings.some(({ waiver }) => waiver?.status === 'lapsed');
    if (lapsed) expect(words(text)).toMatch(/lapsed/u);
  });

  it('names each rule that is off or below its own level', () => {
    const lowered = result.settings.filter(({ lowers }) => lowers);
    for (const { ruleId, value } of lowered) {
      expect(words(text)).toMatch(
        new RegExp(value === 'off' ? `${ruleId}.{0,30}off` : `${ruleId}.{0,30}${value}`, 'u'),
      );
    }
  });

  it('says what is worse than the baseline knows it', () => {
    for (const { stateBecause = '' } of result.findings) {
      if (name !== 'atlantis') expect(words(text)).toContain(words(stateBecause));
    }
  });

  it('says what is fixed, where people read it', () => {
    const isForPeople = ['pretty', 'brief', 'markdown'].includes(name);
    for (const { ruleId } of isForPeople ? (result.baseline?.fixed ?? []) : []) expect(text).toContain(ruleId);
  });

  it('says what is odd in the facts, or was tried there and not taken', () => {
    for (const remark of result.factsFiles.flatMap(({ remarks }) => remarks)) {
      expect(words(text)).toContain(words(remark));
    }
  });

  it('holds what went wrong with the run', () => {
    for (const { message } of result.errors) {
      // Of a hostile message what can be printed.
      const printable = message.split(/[\p{C}]/u)[0] ?? '';
      expect(words(text)).toContain(words(printable));
    }
  });
});
