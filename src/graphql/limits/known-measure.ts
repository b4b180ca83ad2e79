import { type DocumentNode, type GraphQLSchema, Kind, visit } from 'graphql';
import { LRUCache } from 'lru-cache';
import { type Measure, measure } from './measure.js';

/** What was measured of a document: page sizes that come as variables make another measure each. */
interface Known {
  readonly sizes: readonly string[];
  readonly measures: LRUCache<string, Measure>;
}
const known = new WeakMap<DocumentNode, Known>();

/** The measure of a document, taken once for the same page sizes: Mercurius keeps the documents of queries that come again. */
export function knownMeasure(
  schema: GraphQLSchema,
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
): Measure {
  const { sizes, measures } = knownOf(document);
  const asked = sizes.length === 0 ? '' : JSON.stringify(sizes.map((name) => variables[name]));
  let measured = measures.get(asked);
  if (!measured) measures.set(asked, (measured = measure(schema, document, variables)));
  return measured;
}

function knownOf(document: DocumentNode): Known {
  let found = known.get(document);
  if (!found) known.set(document, (found = { sizes: sizeVariables(document), measures: new LRUCache({ max: 100 }) }));
  return found;
}

/** The variables that page sizes come from. */
function sizeVariables(document: DocumentNode): readonly string[] {
  const names = new Set<string>();
  visit(document, {
    Argument: ({ name, value }) => {
      if (['first', 'last'].includes(name.value) && value.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  return [...names];
}
