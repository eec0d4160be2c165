import type { Case } from './case';
import { blocks } from './markdown';
import { farthestTable, spots, spotTable } from './weak-spots';

export const weakText = (cases: readonly Case[]): string =>
  blocks(
    '## 5. Where the model is wrong, and why',
    ...(Object.keys(spots) as (keyof typeof spots)[]).map((spot) => blocks(`### ${spot}`, spotTable(cases, spot))),
    farthestTable(cases),
  );
