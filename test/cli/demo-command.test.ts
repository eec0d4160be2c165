import { join } from 'node:path';
import { run } from '../../lib/cli/run';
import { rules } from '../../policies';
import { fakeIo } from './fake-io';

const root = join(__dirname, '../..');
const door = { version: '0', rules: () => rules };

describe('lightbound demo', () => {
  it('shows what the commands that it prints say, with the exit codes that they end with', async () => {
    const demo = fakeIo({ cwd: '/' });
    expect(await run(['demo'], demo, door)).toBe(0);
    const runs = [...demo.out().matchAll(/^\$ lightbound (.*)\n\n([^]*?)\n\nexit code (\d)$/gmu)];

    expect(runs.map(([, , , code]) => code)).toEqual(['1', '0']);
    for (const [, command = '', shown, code] of runs) {
      const io = fakeIo({ cwd: root });
      expect([await run(command.split(' '), io, door), io.out()]).toEqual([Number(code), `${shown}\n`]);
    }
    expect(demo.err()).toBe('');
  });

  it('shows an error with its arithmetic first, and none for the sites near to each other', async () => {
    const io = fakeIo();
    await run(['demo'], io, door);
    const [far = '', near = ''] = io.out().split('The same plan');

    expect(far).toMatch(/^error {7}stretched-cluster-rtt$[^]*round trip 31 ms; the vSAN limit is 5 ms/mu);
    expect(near).not.toMatch(/^error/mu);
  });

  it('does not end well where the checks do not end as they should', async () => {
    expect(await run(['demo'], fakeIo(), { ...door, rules: () => [] })).not.toBe(0);
  });
});
