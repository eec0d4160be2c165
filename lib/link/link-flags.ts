import { migrationPlatforms } from '../reference/product';
import { inputRow, optionNames, type OptionName, type Owner } from '../model/inputs';

/** An option of `lightbound link` as its help shows it. */
interface LinkFlag {
  readonly group: string;
  /** Such as `--dirty-rate <rate>`. */
  readonly flags: string;
  readonly description: string;
}

const GROUPS: Readonly<Record<Owner, string>> = {
  link: 'Link:',
  workload: 'Machine:',
  platform: 'Platform:',
  budget: 'Budget:',
  fleet: 'Fleet:',
  'left-behind': 'Left behind:',
  replication: 'Replication:',
};

/** `dirtyRate` as people write it; a switch that is on where nothing is said is written to turn it off. */
export function flagOf(name: OptionName): string {
  const words = name.replace(/[A-Z]/gu, (letter) => `-${letter.toLowerCase()}`);
  return inputRow(name).otherwise?.value === true ? `--no-${words}` : `--${words}`;
}

const flagsOf = (owner: Owner): readonly LinkFlag[] =>
  optionNames.flatMap((name) => {
    const { owner: own, flag, words = [] } = inputRow(name);
    if (own !== owner || flag === undefined) return [];
    const argument = flag.argument === undefined ? '' : ` <${flag.argument}>`;
    return [{ group: GROUPS[owner], flags: `${flagOf(name)}${argument}`, description: flag.help ?? words.join(', ') }];
  });

/** Every option, in the order of the help. The platform is none of the inputs: it brings rows of limits. */
export const linkFlags: readonly LinkFlag[] = (Object.keys(GROUPS) as Owner[]).flatMap((owner) => [
  ...(owner === 'platform'
    ? [
        {
          group: GROUPS.platform,
          flags: '--platform <name>',
          description: `${migrationPlatforms.join(', ')}; with a version: vmotion@8`,
        },
      ]
    : []),
  ...flagsOf(owner),
]);
