import type { Level } from '../findings/finding';

/** The most urgent first. */
export const levelOrder: readonly Level[] = ['error', 'warning', 'note'];
