import type { RelationshipDocument } from '../../../projections/relationship/document.js';
import type { PairDocument } from '../../../projections/trials/documents.js';
import { onceFor } from '../once-for.js';
import { readAll } from '../paging/read-all.js';
import type { ViewReader } from '../view-reader.js';
import { WholeView } from '../whole-view.js';
import { matrixRow, type MatrixRow, ScoreMatrix } from './score-matrix.js';

/** What is known of all pairs, by id: what they agreed, and what counts of them. */
type All<D> = ReadonlyMap<string, D>;

/** The tallies of every relationship in memory, in the order of their ids; a row is made again when one of its documents has changed. */
export class Matrices {
  private readonly relationships = wholeOf<RelationshipDocument>('relationship', {}, '');
  private readonly pairs = wholeOf<PairDocument>('trials', { where: { kind: 'PAIR' } }, 'pair:');
  private readonly rowOf = onceFor((relationship: RelationshipDocument, pair: PairDocument) => matrixRow(relationship, pair));
  private readonly bareRow = onceFor((relationship: RelationshipDocument) => matrixRow(relationship, undefined));
  private readonly matrixOf = onceFor((relationships: All<RelationshipDocument>, pairs: All<PairDocument>) => {
    const rows = [...relationships.values()].map((relationship): MatrixRow => {
      const pair = pairs.get(relationship.relationshipId);
      return pair ? this.rowOf(relationship, pair) : this.bareRow(relationship);
    });
    return new ScoreMatrix(rows);
  });

  async of(reader: ViewReader): Promise<ScoreMatrix> {
    return this.matrixOf(...(await Promise.all([this.relationships.of(reader), this.pairs.of(reader)])));
  }
}

const wholeOf = <D extends { readonly relationshipId: string }>(view: string, filter: object, prefix: string) =>
  new WholeView<D, All<D>>({
    view,
    read: async (reader) => {
      const all = new Map<string, D>();
      for await (const document of readAll<D>(reader, { view, filter })) all.set(document.relationshipId, document);
      return all;
    },
    concerns: (key) => key.startsWith(prefix),
    renew: (before, keys, documents) => {
      const all = new Map(before);
      for (const key of keys) all.delete(key.slice(prefix.length));
      for (const document of documents.values()) all.set(document.relationshipId, document);
      return all;
    },
  });
