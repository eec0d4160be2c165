import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { bundledPackages, licencesFile, writeLicences } from '../../scripts/third-party-licences';
import { shipped, type Bom } from '../../scripts/sbom';

const component = (name: string, version: string, ...marks: readonly string[]): Bom['components'][number] => ({
  'bom-ref': `${name}@${version}`,
  name,
  version,
  properties: marks.map((mark) => ({ name: `cdx:npm:package:${mark}`, value: 'true' })),
});

/** As `npm sbom` lists an installation: the charts and the test runner are development dependencies, and share `ansi`. */
const installed: Bom = {
  metadata: { component: component('folder', '0.1.0') },
  components: [
    component('yaml', '2.9.1'),
    component('ansi', '5.0.1', 'bundled'),
    component('echarts', '6.1.0', 'development'),
    component('zrender', '6.1.0', 'development'),
    component('zrender', '5.6.0', 'development'),
    component('jest', '30.5.2', 'development'),
  ],
  dependencies: [
    { ref: 'folder@0.1.0', dependsOn: ['yaml@2.9.1', 'echarts@6.1.0', 'jest@30.5.2'] },
    { ref: 'echarts@6.1.0', dependsOn: ['zrender@6.1.0'] },
    { ref: 'jest@30.5.2', dependsOn: ['ansi@5.0.1', 'zrender@5.6.0'] },
    { ref: 'ansi@5.0.1' },
  ],
};
const bundled = ['echarts@6.1.0', 'yaml@2.9.1', 'zrender@6.1.0'];

describe('the bill of materials', () => {
  const bom = shipped(installed, bundled, 'lightbound');

  it('holds what is installed with the package and what the build put into it, in that version alone', () => {
    expect(bom.components.map((one) => one['bom-ref'])).toEqual([
      'yaml@2.9.1',
      'ansi@5.0.1',
      'echarts@6.1.0',
      'zrender@6.1.0',
    ]);
  });

  it('calls nothing that ships a matter of development, and keeps other marks', () => {
    const marks = bom.components.flatMap(({ properties = [] }) => properties.map(({ name }) => name));

    expect(marks).toEqual(['cdx:npm:package:bundled']);
  });

  it('ties nothing to what does not ship', () => {
    expect(bom.dependencies).toEqual([
      { ref: 'folder@0.1.0', dependsOn: ['yaml@2.9.1', 'echarts@6.1.0'] },
      { ref: 'echarts@6.1.0', dependsOn: ['zrender@6.1.0'] },
      { ref: 'ansi@5.0.1', dependsOn: [] },
    ]);
  });

  it('is that of the package, whatever its folder is called', () => {
    expect(bom.metadata.component.name).toBe('lightbound');
  });

  it('is refused where the program holds a version that is not installed', () => {
    expect(() => shipped(installed, ['echarts@5.0.0'], 'lightbound')).toThrow('echarts@5.0.0 is in the program');
  });
});

const root = join(__dirname, '../..');

describe('the licences of what others made', () => {
  let folder = '';
  const page = 'lib/reference/data/README.md';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'lightbound-licences-'));
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    mkdirSync(join(folder, dirname(page)), { recursive: true });
    writeFileSync(join(folder, page), readFileSync(join(root, page)));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });
  const written = (): string => readFileSync(join(folder, licencesFile), 'utf8');

  it('name the packages, and are read back as they were written', () => {
    writeLicences(folder, ['@pulumi/policy', 'yaml']);

    expect(bundledPackages(folder)).toEqual([
      expect.stringMatching(/^@pulumi\/policy@v?\d+\.\d+\.\d+$/u),
      expect.stringMatching(/^yaml@\d+\.\d+\.\d+$/u),
    ]);
  });

  it('hold the words of each package', () => {
    writeLicences(folder, ['echarts', 'yaml']);

    expect(written()).toMatch(/^echarts\n[^]*^The Apache Software Foundation[^]*^yaml\n\nCopyright Eemeli Aro/mu);
  });

  it('credit the data as their licences ask', () => {
    writeLicences(folder, ['yaml']);

    expect(written()).toMatch(/GeoNames \(https:\/\/www\.geonames\.org\/, licence CC BY 4\.0\)[^]*OpenStreetMap/u);
  });

  it('are not written where the page on the data does not say where they come from', () => {
    writeFileSync(join(folder, page), '# Reference data\n');

    expect(() => writeLicences(folder, ['yaml'])).toThrow('has no section "cities.tsv"');
    expect(existsSync(join(folder, licencesFile))).toBe(false);
  });

  it('are not guessed from a file of another form', () => {
    writeFileSync(join(folder, licencesFile), 'commander\n\n(The MIT License)\n');

    expect(() => bundledPackages(folder)).toThrow('does not begin with its list of packages');
  });

  it('name the charts in the program that was built', () => {
    const names = bundledPackages(root).map((one) => one.replace(/@[^@]+$/u, ''));

    expect(names).toEqual(expect.arrayContaining(['commander', 'echarts', 'zod', 'zrender']));
  });
});
