import type { Stats } from 'node:fs';

/** The same for all names and links of one file. */
export const fileIdentity = ({ dev, ino }: Stats): string => `${dev}:${ino}`;
