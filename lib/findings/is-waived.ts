import type { Finding } from './finding';

/** Whether somebody accepts the finding, so that it fails no run. */
export const isWaived = ({ waiver }: Pick<Finding, 'waiver'>): boolean => waiver?.status === 'active';
