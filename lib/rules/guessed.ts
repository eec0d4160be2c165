import type { PathFacts } from '../facts/facts';
import type { Graph } from '../graph/graph';
import type { GraphNode } from '../graph/graph-node';
import { guessedSites } from '../graph/guess';
import type { SiteId } from '../graph/site';
import { membersOf } from './concerned';
import type { Problem } from './define-rule';
import type { Gap } from './gap';

/**
 * What a rule's problem comes to where the places that it rests on are guesses: a violation is at most a warning, and whatever it
 * is, it says so.
 */
export function guessed(node: GraphNode, problem: Problem, sites: Graph['sites']): Problem {
  const guesses = guessesOf(node, problem.path, sites);
  if (guesses.length === 0) return problem;
  const { evidence, outcome, confidence, caveat = '' } = problem;
  const names = guesses.map(({ name }) => name);
  const are = names.length === 1 ? 'place of' : 'places of';
  const verb = names.length === 1 ? 'is a guess' : 'are guesses';
  const why = guesses.map(({ reason }) => reason).join('; ');
  const toDecide = guesses.map(({ id, name, reason }): Gap => ({
    text: `the site of what stands in ${name} (${reason})`,
    fact: { kind: 'position', site: id },
  }));
  return {
    ...problem,
    caveat: `${caveat} The ${are} ${names.join(' and ')} ${verb}: ${why}.`,
    ...(outcome === 'violation' && { confidence: confidence === 'by-construction' ? confidence : 'guessed' }),
    ...(outcome !== 'remark' && {
      evidence: { ...evidence, toDecide: [...toDecide, ...(evidence.toDecide ?? [])] },
    }),
  };
}

/** The sites of the pair that decides in which all stand by a guess; where no pair does, of all sites. */
function guessesOf(
  node: GraphNode,
  path: PathFacts | undefined,
  sites: Graph['sites'],
): readonly { readonly id: SiteId; readonly name: string; readonly reason: string }[] {
  const guesses = guessedSites(membersOf(node));
  if (guesses.size === 0) return [];
  if (path === undefined) {
    return [...guesses].sort().map(([id, { reason }]) => ({ id, name: sites.get(id)?.name ?? id, reason }));
  }
  return [path.a, path.b].flatMap(({ id, name }) => {
    const guess = guesses.get(id);
    return guess === undefined ? [] : [{ id, name, reason: guess.reason }];
  });
}
