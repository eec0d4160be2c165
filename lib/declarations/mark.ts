/** Marks what people are asked for, in the file and for who looks for it. */
export const MARK = 'TODO';
