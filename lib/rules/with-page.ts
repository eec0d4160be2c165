import { helpAddress } from '../findings/help-address';
import type { Rule } from './define-rule';

/** A rule of the project with the address of its page. */
export const withPage = (rule: Rule): Rule => ({ ...rule, help: helpAddress(`docs/rules/${rule.id}.md`) });
