import { hash } from 'node:crypto';
import type { RecordRow } from '../records/source-record.js';
import type { Cells } from '../values/cells.js';
import { RowRejection } from '../values/rejection.js';
import { compactMoment } from './command-id.js';
import type { CompiledMapping } from './compile-mapping.js';
import type { PriorRecord } from './prior-record.js';
import type { Notice } from './planned-row.js';

/** What identifies a row within its record. */
export interface Identity {
  readonly id: string;
  /** When it happened; empty where the row does not state it. */
  readonly at: string;
  /** A hash of the row's own content. Excludes carried cells, whose origin may be in another file. */
  readonly content: string;
  readonly notice: Notice | undefined;
}

/** Identifies rows by the source's declared id, else by their content. */
export function identifyRows(
  rows: readonly RecordRow[],
  compiled: CompiledMapping,
  known: PriorRecord,
): readonly (Identity | RowRejection)[] {
  const { historyOf, occurredAtOf, contentOf, milestonesOf, partOf } = compiled;
  const onRecord = new Map<string, string | undefined>();
  for (const { place, hash: content } of [...known.ticket.commands, ...known.interaction.commands])
    if (place !== undefined) onRecord.set(place.row, content);
  for (const { id, content } of known.ticket.silentRows) if (!onRecord.has(id)) onRecord.set(id, content);
  const inFile = new Map<string, { readonly content: string; readonly cells: Cells }>();
  const milestones = new Set<string>();
  const isRepeated = (id: string, first: Cells, cells: Cells): boolean => {
    const mark = (of: Cells) => JSON.stringify([id, ...milestonesOf(of)]);
    const { size } = milestones.add(mark(first));
    return milestones.add(mark(cells)).size === size;
  };
  const identityOf = ({ cells }: RecordRow): Identity => {
    const at = occurredAtOf(cells) ?? '';
    const content = hash('sha1', JSON.stringify([at, ...contentOf(cells)]), 'base64url').slice(0, 12);
    const declared = historyOf?.(cells);
    const id = declared ?? `${compactMoment(at)}.${content}`;
    const marked = `${id}~${content}`;
    const first = inFile.get(id);
    if (first !== undefined) {
      if (partOf !== undefined) return { id, at, content, notice: undefined };
      const same = first.content === content ? first : inFile.get(marked);
      // The same content with other milestones: only the milestones are new, and the rest has the earlier row's id.
      if (same !== undefined) {
        const told = same === first ? id : marked;
        return { id: told, at, content, notice: isRepeated(told, same.cells, cells) ? 'ROW_REPEATED' : undefined };
      }
      inFile.set(marked, { content, cells });
      return { id: marked, at, content, notice: 'ID_REPEATED' };
    }
    inFile.set(id, { content, cells });
    const other = onRecord.get(id);
    if (declared === undefined || other === undefined || other === content) return { id, at, content, notice: undefined };
    return onRecord.has(marked) ? { id: marked, at, content, notice: 'ID_REPEATED' } : { id, at, content, notice: 'ROW_CHANGED' };
  };
  return rows.map((row) => {
    try {
      return identityOf(row);
    } catch (rejection) {
      if (rejection instanceof RowRejection) return rejection;
      throw rejection;
    }
  });
}
