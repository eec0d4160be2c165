import { migrationPlatforms, mirroringProducts } from '../reference/product';
import { inputRow, optionNames, type OptionName, type Owner } from '../model/inputs';

/** An option of `lightbound link` or `lightbound options` as its help shows it. */
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
  service: 'Service:',
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

/** What is none of the inputs: it brings rows of limits. */
const PLATFORM: LinkFlag = {
  group: GROUPS.platform,
  flags: '--platform <name>',
  description: `${migrationPlatforms.join(', ')}; with a version: vmotion@8`,
};

const STORAGE: LinkFlag = {
  group: GROUPS.platform,
  flags: '--storage <name>',
  description: `storage between sites: ${mirroringProducts.join(', ')}; with a version: vsan@8`,
};

/** Of so many owners, in the order of the help. */
const flagsFor = (owners: readonly Owner[], products: readonly LinkFlag[]): readonly LinkFlag[] =>
  owners.flatMap((owner) => [...(owner === 'platform' ? products : []), ...flagsOf(owner)]);

/** Whose inputs a command asks for: one link and many machines, or one machine or service and what can be done with it. */
const LINK_OWNERS = ['link', 'workload', 'platform', 'budget', 'fleet', 'left-behind', 'replication'] as const;
const OPTIONS_OWNERS = ['link', 'workload', 'platform', 'budget', 'replication', 'service'] as const;

/** Every option of `lightbound link`. */
export const linkFlags: readonly LinkFlag[] = flagsFor(LINK_OWNERS, [PLATFORM]);

/** Every option of `lightbound options`. */
export const optionsFlags: readonly LinkFlag[] = flagsFor(OPTIONS_OWNERS, [PLATFORM, STORAGE]);

/** The inputs that `lightbound options` asks for. */
export const optionsNames: readonly OptionName[] = OPTIONS_OWNERS.flatMap((owner) =>
  optionNames.filter((name) => inputRow(name).owner === owner),
);
