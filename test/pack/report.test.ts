import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { noDeclarations } from '../../lib/declarations/declarations';
import { loadDeclarations } from '../../lib/facts-file/load-declarations';
import { packReport } from '../../lib/pack/pack-files';
import { Session } from '../../lib/pack/session';
import { FilesOfRun } from '../../lib/whole-file/files-of-run';
import { rules } from '../../policies';
import schema from '../../schemas/lightbound.result.schema.json';
import { directoryWith, removeDirectories } from '../cli/fake-io';
import { sentInStack, type Sent } from './requested';

afterEach(removeDirectories);

const network = (name: string): Sent => ({
  type: 'ovh:CloudProject/networkPrivate:NetworkPrivate',
  name,
  properties: { name, regions: ['GRA11', 'WAW1'] },
});

const noTags = new Map<string, string>();

const session = (reportFile?: string): Session =>
  new Session({ rules, version: '0', today: '2026-01-01', declarations: noDeclarations, reportFile });

describe('the report of a stack', () => {
  it('is a result, written when the stack is judged and not before', () => {
    const folder = directoryWith({ 'result.json': 'of an earlier run' });
    const file = join(folder, 'result.json');
    const run = session(file);
    run.seesStack([sentInStack(network('payments'))]);
    expect(readFileSync(file, 'utf8')).toBe('of an earlier run');
    const told = run.undetermined(noTags).length + run.likely(noTags).length + run.advice(noTags).length;
    const result = JSON.parse(readFileSync(file, 'utf8')) as {
      readonly findings: readonly { readonly ruleId: string }[];
    };
    expect(new Ajv({ allowUnionTypes: true }).validate(schema, result)).toBe(true);
    expect(result.findings.map(({ ruleId }) => ruleId)).toContain('broadcast-domain-single-site');
    expect(result.findings.length).toBeGreaterThan(told);
    expect(readdirSync(folder)).toEqual(['result.json']);
  });

  it('is that of the last stack that was judged', () => {
    const file = join(directoryWith({}), 'result.json');
    const run = session(file);
    for (const stack of [[network('payments')], []]) {
      run.seesStack(stack.map(sentInStack));
      run.errors(noTags);
    }
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ findings: [], inputs: [{ resources: 0 }] });
  });

  it('that cannot be written is an error of the run, told once', () => {
    const folder = directoryWith({});
    const run = session(join(folder, 'none/result.json'));
    run.seesStack([sentInStack(network('payments'))]);
    const error = {
      kind: 'configuration',
      where: 'LIGHTBOUND_REPORT',
      message: `${folder}/none/result.json cannot be written: no such file or directory`,
    };
    expect(run.errors(noTags)).toEqual([error]);
    expect(run.errors(noTags)).toEqual([error]);
    expect(existsSync(join(folder, 'none'))).toBe(false);
  });
});

describe('the file that LIGHTBOUND_REPORT names', () => {
  const named = (name: string | undefined, folder?: string, files = new FilesOfRun('/')): string | undefined => {
    const before = process.env['LIGHTBOUND_REPORT'];
    if (name === undefined) delete process.env['LIGHTBOUND_REPORT'];
    else process.env['LIGHTBOUND_REPORT'] = name;
    try {
      return packReport(files, folder);
    } finally {
      if (before === undefined) delete process.env['LIGHTBOUND_REPORT'];
      else process.env['LIGHTBOUND_REPORT'] = before;
    }
  };

  it('is looked for where pulumi was started, unless it is absolute', () => {
    expect(named(undefined, '/project')).toBeUndefined();
    expect(named('', '/project')).toBeUndefined();
    expect(named('out/r.json', '/project')).toBe('/project/out/r.json');
    expect(named('/tmp/r.json', '/project')).toBe('/tmp/r.json');
    expect(named('/tmp/r.json')).toBe('/tmp/r.json');
  });

  it('is none that declares something', () => {
    const folder = directoryWith({
      'lightbound.yaml': 'version: 1\nextends: ./base.yaml\n',
      'base.yaml': 'version: 1\n',
    });
    const files = new FilesOfRun('/');
    const loading = { rules, onRead: files.reads };
    loadDeclarations({ facts: { path: join(folder, 'lightbound.yaml') } }, loading);
    const told = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    jest.spyOn(process, 'exit').mockImplementation((code) => {
      throw new Error(`ended with ${code}`);
    });
    expect(() => named('./base.yaml', folder, files)).toThrow('ended with 1');
    expect(told.mock.calls).toEqual([
      [`lightbound: LIGHTBOUND_REPORT: ${folder}/base.yaml is an input; write to another file\n`],
    ]);
    jest.restoreAllMocks();
  });
});
