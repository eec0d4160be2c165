/** Names of the facts file, the usual one first. */
export const factsFileNames = ['lightbound.yaml', 'lightbound.yml'] as const;
