/** `migration-rtt-budget` as `migrationRttBudget`. */
export const ruleExportName = (id: string): string => id.replace(/-(.)/gu, (_, letter: string) => letter.toUpperCase());

/** `migration-rtt-budget` as `Migration rtt budget`. */
export const ruleTitle = (id: string): string => id.charAt(0).toUpperCase() + id.slice(1).replace(/-/gu, ' ');
