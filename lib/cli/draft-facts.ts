export const draftFacts = (graph: unknown): any => graph;
