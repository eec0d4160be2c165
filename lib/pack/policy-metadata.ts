import type { Policy, PolicyPackArgs } from '@pulumi/policy';
import type { Category, Level, WayOut } from '../findings/finding';
import type { Rule } from '../rules/define-rule';
import { asynchronousData, coldMove, declareLayer3, scaleOut } from '../rules/way-out';

/** How a pack presents itself where it is published. */
export interface PackIdentity extends Pick<PolicyPackArgs, 'description' | 'readme' | 'tags' | 'repository'> {
  readonly name: string;
  readonly displayName: string;
}

/** What the engine and its service are told of the pack as a whole. */
export const packMetadata = (
  identity: PackIdentity = { name: 'lightbound', displayName: 'Lightbound' },
): PackIdentity & Pick<PolicyPackArgs, 'provider'> => ({ ...identity, provider: 'multi-cloud' });

/** What the engine and its service are told of a rule. */
export const ruleMetadata = (
  { id, title, law, level, category, scope, help }: Rule,
  version: string,
): Omit<Policy, 'name' | 'enforcementLevel' | 'configSchema'> => ({
  displayName: title,
  description: law,
  severity: severity[level],
  framework: { name: 'Lightbound', version, reference: id, specification: law },
  tags: [category, `scope-${scope}`],
  remediationSteps: waysOut[category].map(({ text }) => text).join('\n'),
  ...(help !== undefined && { url: help }),
});

const severity: Readonly<Record<Level, NonNullable<Policy['severity']>>> = {
  error: 'high',
  warning: 'medium',
  note: 'low',
};

const waysOut: Readonly<Record<Category, readonly WayOut[]>> = {
  'stretched-layer-2': [scaleOut, declareLayer3],
  'live-migration': [scaleOut, coldMove],
  'synchronous-coupling': [asynchronousData('storage'), scaleOut],
  interconnect: [declareLayer3],
  'scale-out': [scaleOut],
};
