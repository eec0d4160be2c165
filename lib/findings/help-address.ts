import { home } from './home';

/** Where people read a file of the project, such as `docs/rules/migration-rtt-budget.md`. */
export const helpAddress = (path: string): string => `${home}/blob/main/${path}`;
