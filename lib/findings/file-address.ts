import { home } from './home';

/** Where programs fetch a file of the project as it is, such as the schema of the facts file. */
export const fileAddress = (path: string): string => `${home}/raw/main/${path}`;
