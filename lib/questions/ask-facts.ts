import { amendFacts } from '../declarations/amend-facts';
import { noDeclarations, type Declarations } from '../declarations/declarations';
import { mergeDeclarations } from '../declarations/merge';
import { draftEntries, isComment, type DraftEntry, type DraftField } from '../declarations/draft-entries';
import { readFacts } from '../declarations/read-facts';
import { yamlScalar } from '../declarations/yaml-text';
import { draftFacts } from './draft-facts';
import type { RunRules } from './questions';

/** A fact that a person is asked for. */
export interface Question {
  /** Whose it is, such as `sites.host-37` or `link DC0 - host-37`. */
  readonly of: string;
  readonly about: readonly string[];
  /** Its key in the file; of a platform the name. */
  readonly key: string;
  readonly hint: string;
  /** Sites that what stands somewhere may stand in, instead of a place of its own. */
  readonly sites: readonly string[];
  /** Why the answer before was none. */
  readonly wrong?: string;
}

/** An empty answer leaves the fact open; undefined is the end of all answers. */
export type Ask = (question: Question) => Promise<string | undefined>;

export interface Asked {
  readonly text: string;
  readonly answers: number;
}

/** A facts file that the reader accepts. */
export interface FactsFile {
  readonly text: string;
  readonly name: string;
  readonly today?: string;
  /** What is declared besides, such as in files that it extends. */
  readonly besides?: Declarations;
}

/**
 * Asks for what findings hang on, the most decisive entry first, and after each what hangs on its answers. An answer that the reader of
 * facts files would refuse is asked for again.
 * @param open runs the rules
 */
export async function askFacts(file: FactsFile, open: RunRules, ask: Ask): Promise<Asked> {
  const asking = new Asking(file, ask);
  while (await asking.askOne(open)) continue;
  return { text: asking.text, answers: asking.answers };
}

class Asking {
  answers = 0;
  private readonly seen = new Set<string>();

  text: string;

  constructor(
    private readonly file: FactsFile,
    private readonly ask: Ask,
  ) {
    this.text = file.text;
  }

  /** @returns whether there may be more to ask */
  async askOne(open: RunRules): Promise<boolean> {
    const { declarations } = this.read(this.text);
    const draft = draftFacts(open, declarations);
    const entries = draftEntries(draft);
    const sites = declarations.sites.map(({ id }) => id);
    const entry = mostDecisive(entries.filter((one) => this.canBeAsked(one, entries, sites)));
    if (entry === undefined) return false;
    for (const field of entry.fields) {
      if (field.value !== undefined || this.seen.has(keyOf(entry, field))) continue;
      this.seen.add(keyOf(entry, field));
      if (!(await this.askField(entry, field, entries, sites))) return false;
    }
    return true;
  }

  /** A link can be declared only between sites that are in the file, or come into it with the link. */
  private canBeAsked(entry: DraftEntry, entries: readonly DraftEntry[], sites: readonly string[]): boolean {
    const isThere = (id: string): boolean => {
      const site = entries.find(({ section, name }) => section === 'sites' && name === id);
      return sites.includes(id) || (site !== undefined && !isComment(site));
    };
    const areOpen = entry.fields.some((field) => field.value === undefined && !this.seen.has(keyOf(entry, field)));
    return areOpen && (entry.between ?? []).every(isThere);
  }

  private async askField(
    entry: DraftEntry,
    field: DraftField,
    entries: readonly DraftEntry[],
    sites: readonly string[],
  ): Promise<boolean> {
    const of = entry.between === undefined ? `${entry.section}.${entry.name}` : `link ${entry.name}`;
    const isPlace = entry.section === 'sites' && !sites.includes(entry.name);
    const question = {
      of,
      about: entry.about,
      key: field.key === '' ? entry.name : field.key,
      hint: field.hint,
      sites: isPlace ? sites : [],
    };
    let wrong: string | undefined;
    for (;;) {
      const answer = (await this.ask({ ...question, ...(wrong !== undefined && { wrong }) }))?.trim();
      if (answer === undefined) return false;
      if (answer === '') return true;
      const written = question.sites.includes(answer)
        ? [{ ...entry, name: answer, fields: [], about: [] }]
        : [...endsOf(entry, entries), answered(entry, field, answer)];
      const { text } = amendFacts(this.text, written);
      const [error] = this.read(text).errors;
      if (error === undefined) {
        this.text = text;
        this.answers += 1;
        return true;
      }
      wrong = error.message;
    }
  }

  private read(text: string): Pick<ReturnType<typeof readFacts>, 'declarations' | 'errors'> {
    return readBeside(text, this.file);
  }
}

/** What a text declares together with what is declared besides. */
export function readBeside(
  text: string,
  { name, today, besides = noDeclarations }: Omit<FactsFile, 'text'>,
): Pick<ReturnType<typeof readFacts>, 'declarations' | 'errors'> {
  const knownSites = besides.sites.map(({ id }) => id);
  const { declarations, errors } = readFacts(text, name, { today, knownSites });
  return { declarations: mergeDeclarations(besides, declarations), errors };
}

const keyOf = ({ section, name }: DraftEntry, { key }: DraftField): string => JSON.stringify([section, name, key]);

const mostDecisive = (entries: readonly DraftEntry[]): DraftEntry | undefined =>
  entries.reduce<DraftEntry | undefined>(
    (best, entry) => (best === undefined || entry.weight > best.weight ? entry : best),
    undefined,
  );

/** The sites of a link that are not in the file. */
const endsOf = ({ between }: DraftEntry, entries: readonly DraftEntry[]): readonly DraftEntry[] =>
  entries.filter(({ section, name }) => section === 'sites' && between?.includes(name) === true);

/** An entry with one of its fields, as answered. */
const answered = (entry: DraftEntry, { key, hint }: DraftField, answer: string): DraftEntry => ({
  ...entry,
  about: [],
  fields: [{ key, hint, value: key === 'at' ? placeAnswer(answer) : yamlScalar(answer) }],
});

/** A place, coordinates as people write them among others. */
function placeAnswer(answer: string): string {
  const number = String.raw`(-?\d+(?:\.\d+)?)`;
  const [, latitude, longitude] =
    new RegExp(`^\\{? *(?:latitude: *)?${number} *, *(?:longitude: *)?${number} *\\}?$`, 'u').exec(answer) ?? [];
  return latitude === undefined || longitude === undefined
    ? yamlScalar(answer)
    : `{ latitude: ${latitude}, longitude: ${longitude} }`;
}
