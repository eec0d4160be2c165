import { recordedResult } from '../../lib/compliance/recorded-run';
import { complianceFormats } from '../../lib/reports/compliance-formats';
import { complianceReports } from '../../lib/reports/compliance-reports';
import { fleet, reportOf, runOf, sharedFacts } from '../compliance/runs';
import { blocked, hostile } from './results';

const runs = fleet();
const report = reportOf(runs, { earlier: runs.slice(0, 1) });

/** Text from outside that tries to become markup, script, an address, a formula or a command of the terminal. */
const evil = '"><script>alert(1)</script>|\u202e\u001b[2J`x`](javascript:alert(1))';
const evilResult = {
  ...hostile,
  stacks: [evil],
  rules: runs[0]?.result.rules ?? [],
  findings: [...hostile.findings, ...blocked.findings].map((finding) => ({
    ...finding,
    message: `${evil} ${finding.message}`,
    fingerprint: `${evil}${finding.fingerprint}`,
    subject: { ...finding.subject, name: evil, stacks: [evil] },
  })),
};
const attacked = reportOf(
  [
    ...runs,
    {
      source: evil,
      labels: { team: `=${evil}` },
      commit: evil,
      result: recordedResult(evilResult),
    },
  ],
  { errors: [{ kind: 'input', where: evil, message: evil }] },
);

const textOf = (text: string | Iterable<string>): string => Array.from(text).join('');

it('the attack is in the report', () => {
  expect(attacked.findings.filter(({ message }) => message.startsWith(evil)).length).toBeGreaterThan(3);
});

describe.each(complianceFormats)('the report as %s', (format) => {
  const text = textOf(complianceReports[format](attacked));

  it('holds nothing but printable characters and line ends, whatever the results hold', () => {
    expect(text).not.toMatch(/[^\P{C}\n]/u);
    expect(text.endsWith('\n')).toBe(true);
  });

  it('is the same for the same runs', () => {
    expect(textOf(complianceReports[format](reportOf(runs, { earlier: runs.slice(0, 1) })))).toBe(
      textOf(complianceReports[format](report)),
    );
  });
});

describe('json', () => {
  it('is the whole report', () => {
    expect(JSON.parse(textOf(complianceReports.json(report)))).toEqual(JSON.parse(JSON.stringify(report)));
  });
});

describe('csv', () => {
  it('has a line for each finding, with its team and its controls', () => {
    const [head = '', ...lines] = complianceReports.csv(report).trimEnd().split('\n');
    expect(head).toMatch(/^teams,fingerprint,rule,.*,controls$/);
    const found = lines.filter((line) => /^[^,]*,[\da-f]{32},/.test(line));
    expect(found).toHaveLength(report.findings.length);
    expect(found[0]).toMatch(/^payments,.*nist-800-53 CP-7\(1\)/);
  });

  it('has a line for each result that failed, and for what was declared so that less is found', () => {
    const failed = { kind: 'input' as const, where: 'old.json', message: 'is cut off' };
    const setting = { ruleId: 'migration-converges', name: 'level', value: 'off', default: 'error', lowers: true };
    const lines = complianceReports
      .csv({
        ...report,
        findings: [],
        errors: [failed],
        lowered: [{ ...setting, sources: ['a.json'] }],
        coverage: { ...report.coverage, factsFiles: [{ path: 'f.yaml', sha256: '', remarks: ['f.yaml: is odd'] }] },
      })
      .trimEnd()
      .split('\n');
    expect(lines.slice(1)).toEqual([
      expect.stringMatching(/^,,,failed,error,.*old\.json.*is cut off/),
      expect.stringMatching(/^,,,facts,warning,.*f\.yaml: is odd\./),
      expect.stringMatching(/^,,migration-converges,lowered,note,.*is off, not error/),
    ]);
  });

  it('has no cell that a spreadsheet takes for a formula', () => {
    const cells = complianceReports.csv(attacked).split(/\n|,/);
    expect(cells.filter((cell) => /^"?[=+@-]/.test(cell))).toEqual([]);
  });
});

describe('markdown', () => {
  const text = complianceReports.markdown(report);

  it('begins with the sentence', () => {
    expect(text.split('\n').slice(0, 3)).toEqual([
      '# Lightbound report of 2026-11-30',
      '',
      '**3 of 5 stacks would stretch a failure domain over more than 5 ms.**',
    ]);
  });

  it('has tables whose rows have as many cells as their heads', () => {
    const tables = text.split('\n\n').filter((block) => block.startsWith('| '));
    expect(tables.length).toBeGreaterThan(10);
    for (const table of tables) {
      const cells = table.split('\n').map((line) => line.split(' | ').length);
      expect(new Set(cells).size).toBe(1);
    }
  });

  it('lists the stacks that are left out, and only where some were to be', () => {
    const stacks = [{ stack: 'erp|old', environment: 'prod', lastChecked: '2025-01-31' }];
    const shown = complianceReports.markdown(reportOf(runs, { inactive: { since: '2025-11-02', stacks } }));
    expect(shown).toContain('### Stacks not checked since 2025-11-02\n');
    expect(shown).toContain('| erp&#124;old | prod | 2025-01-31 |');
    expect(text).not.toContain('not checked since');
  });

  it('links only to https, and shows markup from outside as text', () => {
    const shown = complianceReports.markdown(attacked);
    const targets = [...shown.matchAll(/\]\(([^)]*)\)/g)].map(([, target]) => target);
    expect(targets.length).toBeGreaterThan(0);
    expect(targets.filter((target) => !/^https:\/\/[\w./-]/.test(target ?? ''))).toEqual([]);
    expect(shown).not.toContain('<script');
  });
});

describe('html', () => {
  const text = complianceReports.html(report);

  it('has no script, loads nothing, and forbids both', () => {
    for (const page of [text, complianceReports.html(attacked)]) {
      expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
      expect(page).not.toMatch(/<script|<link|<img|<iframe|<object|url\((?!#move-\d+-)|@import|\son\w+=/i);
      expect(
        [...page.matchAll(/\s(?:src|href)="([^"]*)"/g)].filter(([, target = '']) => !/^(?:#|https:\/\/)/.test(target)),
      ).toEqual([]);
    }
  });

  it('has each id once, and an anchor for every finding and every entry of its contents', () => {
    const ids = [...text.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
    expect(ids).toEqual([...new Set(ids)]);
    for (const { fingerprint } of report.findings) expect(ids).toContain(`finding-${fingerprint}`);
    for (const [, target] of text.matchAll(/href="#([^"]+)"/g)) expect(ids).toContain(target);
  });

  it('says every verdict by a sign and a word besides its colour', () => {
    for (const [, className, inside] of text.matchAll(/<span class="mark (\w+)">(.*?)<\/span>(?=<|\s)/g)) {
      expect([className, inside]).toEqual([expect.any(String), expect.stringMatching(/[a-z]{3}/)]);
    }
    for (const verdict of ['broken', 'holds']) expect(text).toContain(`class="line ${verdict}"`);
  });

  it('names on the map the sites that break a rule', () => {
    const map = /<figure class="map">.*?<\/figure>/s.exec(text)?.[0] ?? '';
    for (const name of ['Dublin', 'Helsinki', 'Sydney'])
      expect(map).toMatch(new RegExp(`<text class="name"[^>]*>${name}`, 'i'));
    expect(map).toContain('<rect class="spot broken"');
  });

  it('draws a metro that is one point on the map in an inset', () => {
    expect(text).toMatch(/<figure><svg [^>]*aria-label="10 sites at or near Paris/);
  });

  describe('the drawings of a link', () => {
    const [, section = ''] = /<section id="move-1" class="move">(.*?)<\/section>/s.exec(text) ?? [];
    const svgs = [...section.matchAll(/<figure>.*?<\/figure>/gs)].map(([figure]) => figure);
    const finding = report.findings.find(({ ruleId }) => ruleId === 'migration-converges');

    it('are the rounds and the map, each with title and description', () => {
      expect(svgs.map((svg) => /<figcaption>(.*?)<\/figcaption>/.exec(svg)?.[1])).toEqual([
        'Rounds over time: 4 rounds',
        'Feasibility map: verdict by round trip and bandwidth',
      ]);
      for (const svg of svgs) {
        const [, title = '', description = ''] = /aria-labelledby="([\w-]+) ([\w-]+)"/.exec(svg) ?? [];
        expect(svg).toMatch(new RegExp(`<title id="${title}">[^<]+</title><desc id="${description}">[^<]+</desc>`));
      }
    });

    it('have the numbers of the finding in their words', () => {
      const rounds = finding?.evidence.steps.filter(({ name }) => /^round \d+$/.test(name)) ?? [];
      expect(rounds).toHaveLength(4);
      for (const [index, { working, result }] of rounds.entries()) {
        const [, sent = '', dirtied = ''] = /^(.*?) \/ .*?, D = (.*)$/.exec(working) ?? [];
        expect(svgs[0]).toContain(`${index + 1}: ${sent} sent in ${result.text}, ${dirtied} written meanwhile`);
      }
      expect(svgs[1]).toContain('This link: does not converge.');
      const words = section.replace(/<\/?(?:span|li)[^>]*>/g, '');
      for (const { input, passes, measure } of finding?.evidence.flipPoints.slice(1) ?? []) {
        expect(words).toContain(`${input} ${passes} ${measure.text}`);
      }
      expect(words).toContain('471 Mbit/s carried, 1.67 Gbit/s needed.');
    });

    it('lead to the finding, and paint with what is on the page', () => {
      expect(section).toContain(`href="#finding-${finding?.fingerprint}"`);
      for (const [, id = ''] of section.matchAll(/url\(#([\w-]+)\)/g)) expect(section).toContain(` id="${id}"`);
    });

    it('are the same whatever was drawn before', () => {
      const two = reportOf([runOf('vsphere-vsan-stretched-one-datacenter', 'm/metro', sharedFacts('metro')), ...runs]);
      const drawn = /<section id="move-1" class="move">(.*?)<\/section>/s.exec(complianceReports.html(two))?.[1];
      expect(drawn).toBe(section);
    });

    it('show text from outside as text', () => {
      const moved = runs.find(({ result }) => result.moves.length > 0);
      if (moved === undefined) throw new Error('no run has a move');
      const moves = moved.result.moves.map((move) => ({
        ...move,
        machine: evil,
        subject: { ...move.subject, name: evil },
        platform: { ...move.platform, name: evil, version: '8$(id)', product: '$(id)' },
        inputs: move.inputs.map((input) => ({ ...input, name: evil, from: evil })),
        findings: [...move.findings, evil],
      }));
      const page = complianceReports.html(reportOf([{ ...moved, result: { ...moved.result, moves } }]));
      expect(page).toContain('id="move-1"');
      expect(page).not.toMatch(/<script|\$\(id\)|[^\P{C}\n]/u);
    });
  });

  it('shows evidence once for findings with one cause', () => {
    const twice = ['a', 'b', 'c'].map((stack) =>
      runOf('vsphere-vsan-stretched-one-datacenter', stack, sharedFacts('far')),
    );
    const page = complianceReports.html(reportOf(twice));
    expect([...page.matchAll(/<article /g)].length).toBe(
      [...complianceReports.html(reportOf(twice.slice(0, 1))).matchAll(/<article /g)].length,
    );
    expect(page).toContain('2 more findings with the same cause and the same numbers');
  });

  it('has no map where no site has a position', () => {
    const page = complianceReports.html(reportOf([runOf('example-modules', 'a')]));
    expect(page).toContain('No site has a known position.');
    expect(page).not.toContain('<svg');
  });
});
