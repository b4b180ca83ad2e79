import type { BulkRunner } from '../../commands/command-runner.js';
import type { CompiledMapping } from '../plan/compile-mapping.js';
import { type PriorRecord, PriorStream } from '../plan/prior-record.js';
import { streamsOf } from '../plan/record-streams.js';
import type { SourceRecord } from '../records/source-record.js';

/**
 * Reads what is on record of a source's record, as far as its mapping uses it.
 * @throws RapportError LOG_UNAVAILABLE
 */
export async function readPrior(
  record: SourceRecord,
  compiled: CompiledMapping,
  runner: Pick<BulkRunner, 'history'>,
): Promise<PriorRecord> {
  const { id, interactionId, commitmentId } = streamsOf(record, compiled);
  const { opening, interaction, promise } = compiled.mapping;
  const read = async (stream: string, part: object | undefined) =>
    new PriorStream(part === undefined ? [] : await runner.history(stream));
  const [ticket, contact, commitment] = await Promise.all([
    read(`ticket-${id}`, opening),
    read(`interaction-${interactionId}`, interaction),
    read(`commitment-${commitmentId}`, promise),
  ]);
  return { ticket, interaction: contact, commitment };
}
