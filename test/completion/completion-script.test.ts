import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { createProgram } from '../../lib/cli/program';
import { run } from '../../lib/cli/run';
import { completionScript } from '../../lib/completion/completion-script';
import { checkFormats } from '../../lib/cli/check-formats';
import { rules } from '../../policies';
import { directoryWith, fakeIo } from '../cli/fake-io';

const door = { version: '0', rules: () => rules };
const ruleIds = rules.map(({ id }) => id);

async function scriptOf(shell: string): Promise<string> {
  const io = fakeIo();
  expect(await run(['completion', shell], io, door)).toBe(0);
  return io.out();
}

/** Of each shell a program on PATH; a script is no proof before a shell has read it. */
const describeShell = (shell: string, tests: () => void): void => {
  const isThere = spawnSync(shell, ['-c', 'exit 7']).status === 7;
  if (isThere || process.env['LIGHTBOUND_REQUIRE_ENGINES'] === '1') describe(shell, tests);
  else describe.skip(`${shell} [skipped: not on PATH]`, tests);
};

/** What is offered at the end of a line, by shell; the last word is the one that is completed. */
const offers: Readonly<Record<string, (script: string, line: readonly string[], folder: string) => string[]>> = {
  bash: (script, line, folder) => {
    const ask = `COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); $(complete -p lightbound | sed 's/.*-F \\([^ ]*\\).*/\\1/')
printf '%s\\n' "\${COMPREPLY[@]}"`;
    return printed('bash', ['--norc', '-c', `source "$0"; ${ask}`, script, ...line], folder);
  },
  fish: (script, line, folder) =>
    printed(
      'fish',
      ['--no-config', '-c', `source ${script}; complete -C ${JSON.stringify(line.join(' '))}`],
      folder,
    ).map((offered) => offered.split('\t')[0] ?? ''),
};

function printed(shell: string, args: readonly string[], cwd: string): string[] {
  const env = { ...process.env, HOME: cwd, XDG_DATA_HOME: cwd };
  const { stdout, stderr } = spawnSync(shell, args, { cwd, env, encoding: 'utf8' });
  expect(stderr).toBe('');
  return stdout.split('\n').filter((line) => line !== '');
}

for (const [shell, offer] of Object.entries(offers)) {
  describeShell(shell, () => {
    const offered = async (...line: string[]): Promise<string[]> => {
      const folder = directoryWith({ script: await scriptOf(shell), 'plan.json': '{}' });
      return offer(join(folder, 'script'), ['lightbound', ...line], folder);
    };

    it('completes commands', async () => {
      expect(await offered('ex')).toEqual(['explain']);
      expect(await offered('')).toEqual(expect.arrayContaining(['check', 'completion', 'explain', 'init', 'link']));
    });

    it('completes the options of the command alone', async () => {
      expect(await offered('check', '--fa')).toEqual(expect.arrayContaining(['--facts', '--fail-on']));
      expect(await offered('explain', '--fa')).toEqual([]);
    });

    it('completes the words that an option takes', async () => {
      expect((await offered('check', '--fail-on', '')).sort()).toEqual(['error', 'never', 'new', 'note', 'warning']);
      expect((await offered('check', 'plan.json', '--format', '')).sort()).toEqual(Object.keys(checkFormats).sort());
    });

    it('completes rules and shells', async () => {
      expect((await offered('explain', 'migration-')).sort()).toEqual(
        ruleIds.filter((id) => id.startsWith('migration-')).sort(),
      );
      expect((await offered('completion', '')).sort()).toEqual(['bash', 'fish', 'zsh']);
    });
  });
}

describeShell('bash', () => {
  it('completes a word after an equals sign, which bash makes a word of its own', async () => {
    const folder = directoryWith({ script: await scriptOf('bash') });
    const script = join(folder, 'script');

    expect(offers['bash']?.(script, ['lightbound', 'check', '--format', '=', 'sa'], folder)).toEqual(['sarif']);
    expect(offers['bash']?.(script, ['lightbound', 'check', '--fail-on', '='], folder)).toContain('never');
  });

  it('leaves files to bash where a file may stand', async () => {
    const folder = directoryWith({ script: await scriptOf('bash') });
    const script = join(folder, 'script');

    expect(offers['bash']?.(script, ['lightbound', 'check', 'pl'], folder)).toEqual([]);
    expect(await scriptOf('bash')).toContain('complete -o bashdefault -o default -F');
  });
});

describeShell('zsh', () => {
  it('takes the script, and calls it for the command', async () => {
    const folder = directoryWith({ script: await scriptOf('zsh') });
    const ask = 'autoload -Uz compinit; compinit -D; source ./script; print $_comps[lightbound]';

    expect(printed('zsh', ['-f', '-c', ask], folder)).toEqual(['_lightbound']);
    expect(printed('zsh', ['-f', '-n', 'script'], folder)).toEqual([]);
  });
});

describe('a script', () => {
  it.each(['bash', 'zsh', 'fish'] as const)('names every command and option, for %s', (shell) => {
    const program = createProgram(fakeIo(), door, () => undefined);
    const script = completionScript(shell, program, {});
    for (const command of program.commands) {
      expect(script).toContain(command.name());
      for (const { long } of command.options) {
        expect(script).toContain(shell === 'fish' ? `-l ${long?.slice(2)} ` : long);
      }
    }
  });

  it('is refused for a shell that there is none for', async () => {
    const io = fakeIo();
    expect(await run(['completion', 'powershell'], io, door)).toBe(2);
    expect(io.err()).toContain('Allowed choices are bash, zsh, fish');
  });
});
