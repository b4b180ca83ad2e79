import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { DateTime } from '../scalars/date-time.js';
import { Node } from './node.js';

@ObjectType({ description: 'Rows of the imported table: in = accepted + rejected.' })
export class ImportedRows {
  @Field(() => Int) readonly in: number;
  @Field(() => Int) readonly accepted: number;
  @Field(() => Int) readonly rejected: number;
}

@ObjectType({ description: 'Events of an import, without that of the run itself.' })
export class ImportedEvents {
  @Field(() => Int, { description: 'Recorded by this run.' }) readonly appended: number;
  @Field(() => Int, { description: 'Recorded before: by an import of a shorter file, or by one that was interrupted.' })
  readonly alreadyThere: number;
}

@ObjectType()
export class ImportedEventCount {
  @Field(() => String) readonly type: string;
  @Field(() => Int) readonly count: number;
}

@ObjectType({ description: 'The events appended, by how faithful their source is.' })
export class ImportedFidelity {
  @Field(() => Int, { description: 'Seen here.' }) readonly native: number;
  @Field(() => Int, { description: 'From the source’s own history.' }) readonly history: number;
  @Field(() => Int, { description: 'Read off the difference of two snapshots.' }) readonly snapshot: number;
}

@ObjectType({ description: 'How often; the codes are listed in docs/mappings.md.' })
export class ImportCodeCount {
  @Field(() => String) readonly code: string;
  @Field(() => Int) readonly count: number;
}

@ObjectType({ description: 'Why a row was not taken, or not all of it.' })
export class ImportReject {
  @Field(() => Int, { description: 'Number of the data row, from 1.' }) readonly row: number;
  @Field(() => String) readonly code: string;
  @Field(() => String, {
    description:
      'Where in the row and why, never what stands in it: a cell may tell of a person. The importer’s own report shows it.',
  })
  readonly detail: string;
}

@ObjectType({
  implements: () => [Node],
  description:
    'An import that came to the end of its file. The same file under the same mapping and zone is the same run: importing it again adds nothing. ' +
    'Dry runs, and imports that were stopped, failed or rejected every row, are not recorded.',
})
export class ImportRun extends Node {
  @Field(() => ID) readonly runId: string;
  @Field(() => String, { description: 'Name of the file, without its folder.' }) readonly file: string;
  @Field(() => String, { description: 'SHA-256 of the table’s bytes, unpacked where it came packed.' })
  readonly contentHash: string;
  @Field(() => String) readonly mapping: string;
  @Field(() => String, { description: 'SHA-256 of what the mapping says.' }) readonly mappingHash: string;
  @Field(() => String, { description: 'The source’s short name, as in every event taken from it.' }) readonly system: string;
  @Field(() => String, {
    nullable: true,
    description: 'IANA zone in which times without one were read; null when each names its own.',
  })
  readonly zone: string | null;
  @Field(() => ImportedRows) readonly rows: ImportedRows;
  @Field(() => Int, { description: 'Tickets of which at least one row was taken.' }) readonly records: number;
  @Field(() => ImportedEvents) readonly events: ImportedEvents;
  @Field(() => [ImportedEventCount], { description: 'The events appended.' }) readonly byType: readonly ImportedEventCount[];
  @Field(() => ImportedFidelity) readonly fidelity: ImportedFidelity;
  @Field(() => [ImportCodeCount], { description: 'All rejected rows by their first reason.' })
  readonly rejectedFor: readonly ImportCodeCount[];
  @Field(() => [ImportReject], { description: 'The first hundred.' }) readonly rejects: readonly ImportReject[];
  @Field(() => [ImportCodeCount], { description: 'What is odd about the source though it was taken.' })
  readonly warnings: readonly ImportCodeCount[];
  @Field(() => DateTime, { nullable: true, description: 'The earliest moment that it tells of.' }) readonly earliest:
    string | null;
  @Field(() => DateTime, { nullable: true, description: 'The latest moment that it tells of.' }) readonly latest: string | null;
  @Field(() => DateTime) readonly finishedAt: string;
}
