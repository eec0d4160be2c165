import { factsDeclared } from '../rules/configuration';

export { factsDeclared };

/** Takes what is likely: a team may make it mandatory by itself. */
export const likely = 'likely';

/** Takes remarks, and what bends below its rule's level: a Pulumi policy has one level for all that it reports. */
export const advice = 'advice';

/** Takes rules that failed: mandatory, so that a failure cannot pass for a clean run. */
export const ruleErrors = 'rule-errors';

/** The engine's own name for all policies at once. */
export const all = 'all';
