import {
  limitsFor,
  maxRttOf,
  minBandwidthOf,
  platformLimits,
  type PlatformLimit,
} from '../../lib/reference/platform-limit';
import { declaredProducts, migrationPlatforms, productRow, type Product } from '../../lib/reference/product';
import products from '../../lib/reference/data/products.json';
import { mayBeIn, parseVersion } from '../../lib/reference/version-range';

const ids = (rows: readonly PlatformLimit[]): readonly string[] => rows.map((row) => row.id);

describe('the table of platform limits', () => {
  const rows = platformLimits();

  test('every row has a source with an address, and a unique id', () => {
    expect(rows).toHaveLength(137);
    expect(new Set(ids(rows)).size).toBe(rows.length);
    for (const row of rows) {
      expect([row.id, row.source.title]).toEqual([row.id, expect.stringMatching(/\S{3}/u)]);
      expect([row.id, row.source.url]).toEqual([row.id, expect.stringMatching(/^https?:\/\/\S+$/u)]);
      expect(['read', 'secondary']).toContain(row.status);
      expect(['requirement', 'recommendation', 'default', 'observation']).toContain(row.strength);
    }
  });

  test('a requirement that the code reads has a number', () => {
    const empty = rows.filter(({ platform, strength, limit }) => {
      const numbers = Object.values(limit).filter((value) => typeof value === 'number');
      return platform !== undefined && strength === 'requirement' && numbers.length === 0;
    });
    expect(ids(empty)).toEqual([]);
  });

  test('a row without a number says why', () => {
    for (const row of rows)
      if (Object.keys(row.limit).length === 0) expect([row.id, row.note]).toEqual([row.id, expect.any(String)]);
  });

  test('ranges are readable, in order, and only on rows that a product is found under', () => {
    for (const { id, platform, from, to } of rows) {
      if (platform === undefined) expect([id, from, to]).toEqual([id, undefined, undefined]);
      if (from !== undefined) expect([id, parseVersion(from)]).toEqual([id, expect.any(Array)]);
      if (to !== undefined) expect([id, parseVersion(to)]).toEqual([id, expect.any(Array)]);
      if (from !== undefined && to !== undefined) expect([id, mayBeIn(to, { from })]).toEqual([id, true]);
    }
  });
});

describe('the table of products', () => {
  const names = Object.keys(products) as Product[];

  test('has rows of limits for each, and every row that is read belongs to one', () => {
    for (const name of names) expect([name, limitsFor(name).length > 0]).toEqual([name, true]);
    for (const { id, platform } of platformLimits()) {
      expect([id, platform === undefined || names.includes(platform)]).toEqual([id, true]);
    }
  });

  test('has a title for each, of its own', () => {
    expect(new Set(names.map((name) => productRow(name).title)).size).toBe(names.length);
  });

  test('says what moves running machines, and whose versions are declared', () => {
    expect(migrationPlatforms).toEqual([
      'vmotion',
      'hcx-vmotion',
      'qemu',
      'kubevirt',
      'hyperconverged',
      'nova',
      'ovirt',
    ]);
    expect(declaredProducts).toEqual(['vmotion', 'hcx-vmotion', 'vsan']);
  });
});

describe('vMotion', () => {
  // VMware: 5 ms (4.x), 10 ms with Metro vMotion (5.x), 150 ms and 250 Mbps (6.x); the 8.0 page gives no number.
  test.each([
    ['4.1', 5, 5],
    ['5.5', 5, 10],
    ['6.0', 150, 150],
    ['6.7 U3', 150, 150],
    ['7.0', 150, 150],
    ['7.0.3', 150, 150],
  ])('%s allows at most %d ms, or %d ms at best', (version, strictest, loosest) => {
    const range = maxRttOf(limitsFor('vmotion', version));
    expect(range.strictest?.value).toBe(strictest / 1e3);
    expect(range.loosest?.value).toBe(loosest / 1e3);
    expect(range.withoutNumber).toEqual([]);
  });

  test.each(['7.0', '8.0', '8', '8.0 U3', 'vSphere 8.0.2', '9.0', '27.1'])(
    '%s states no number that was read: that of 6.x, the newest that does, is carried on',
    (version) => {
      const rows = limitsFor('vmotion', version);
      for (const range of [maxRttOf(rows), minBandwidthOf(rows)]) {
        expect(range.strictest?.row).toMatchObject({ id: 'vmotion-6-long-distance', carried: true });
        expect([range.loosest, range.withoutNumber]).toEqual([range.strictest, []]);
      }
      expect(maxRttOf(rows).strictest?.value).toBe(0.15);
    },
  );

  test('an old version is not carried to, nor a version that has a row of its own', () => {
    expect(limitsFor('vmotion', '3.5')).toEqual([]);
    for (const version of ['4.1', '5.5', '6.7']) {
      expect(limitsFor('vmotion', version).filter(({ carried }) => carried === true)).toEqual([]);
    }
  });

  test('of an unknown version, 5 ms is the strictest, and no number is broken in every version', () => {
    for (const rows of [limitsFor('vmotion'), limitsFor('vmotion', 'latest')]) {
      const range = maxRttOf(rows);
      expect(range.strictest).toMatchObject({ value: 0.005, row: { status: 'read' } });
      expect(range.loosest).toMatchObject({ value: 0.15, row: { id: 'vmotion-6-long-distance' } });
      expect(range.withoutNumber).toEqual([]);
    }
  });

  test('6.x asks for 250 Mbit/s for each concurrent migration', () => {
    const { strictest } = minBandwidthOf(limitsFor('vmotion', '6.5'));
    expect(strictest?.value).toBe(250e6);
    expect(strictest?.row.limit['bandwidthPer']).toBe('concurrent migration');
  });

  test('a recommendation is no requirement: 8.0 U3 warns below 1 Gbit/s', () => {
    expect(ids(limitsFor('vmotion', '8.0 U3'))).toContain('vmotion-low-capacity-warning');
    expect(ids(limitsFor('vmotion', '8.0 U2'))).not.toContain('vmotion-low-capacity-warning');
    expect(minBandwidthOf(limitsFor('vmotion', '8.0 U3')).strictest?.value).toBe(250e6);
  });

  test('a preview is not a version', () => {
    expect(ids(limitsFor('vmotion'))).not.toContain('vmotion-6-preview');
  });
});

describe('other products', () => {
  test('vSAN data sites: 5 ms and 10 Gbit/s', () => {
    expect(maxRttOf(limitsFor('vsan', '7.0')).strictest?.value).toBe(0.005);
    expect(minBandwidthOf(limitsFor('vsan', '8.0 U1')).strictest?.value).toBe(10e9);
    // A secondary source has 9.x; the newest text of the vendor says the same.
    expect(maxRttOf(limitsFor('vsan', '9.0')).strictest).toMatchObject({ value: 0.005 });
    expect(minBandwidthOf(limitsFor('vsan', '9.0')).strictest).toMatchObject({ value: 10e9, row: { carried: true } });
  });

  test('a vSAN witness may stand further away than the data', () => {
    const range = maxRttOf(limitsFor('vsan-witness', '7.0'));
    expect([range.strictest?.value, range.loosest?.value]).toEqual([0.1, 0.5]);
  });

  test('HCX vMotion: one at a time, no round trip published', () => {
    const rows = limitsFor('hcx-vmotion');
    expect(rows.map((row) => row.limit['concurrencyPerServiceMesh'])).toEqual([1, 1, 1]);
    expect(minBandwidthOf(rows).strictest).toMatchObject({ value: 100e6, row: { id: 'hcx-vmotion' } });
    expect(maxRttOf(rows).strictest).toBeUndefined();
  });
});

describe('version ranges', () => {
  test.each([
    ['6.7 U3', { from: '6.0', to: '6.7' }, true],
    ['7.0', { from: '6.0', to: '6.7' }, false],
    ['5.5', { from: '6.0', to: '6.7' }, false],
    ['7', { from: '7.0 U2' }, true],
    ['7.0 U1', { from: '7.0 U2' }, false],
    ['7.0.2', { from: '7.0 U2' }, true],
    ['10.0', { from: '6.0', to: '8' }, false],
    ['8.0.3.00100', { from: '8.0 U3' }, true],
    ['v8.0', { from: '8.0', to: '8.0' }, true],
    ['6.x', { from: '6.5', to: '6.7' }, true],
    ['unknown', { from: '6.0', to: '6.7' }, true],
    ['VCF 4.5', { from: '6.0', to: '6.7' }, true],
    ['1.0', {}, true],
  ])('%s in %j: %s', (version, range, expected) => {
    expect(mayBeIn(version, range)).toBe(expected);
  });
});
