/** Names of the facts file, the usual one first. */
export const factsFileNames = ['lightbound.yaml', 'lightbound.yml'] as const;

/** Names of a file of waivers, the usual one first. */
export const waiversFileNames = ['lightbound.waivers.yaml', 'lightbound.waivers.yml'] as const;
