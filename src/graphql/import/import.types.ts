import { Field, Float, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { DateTime, Position } from '../kit/scalars.js';
import { Node } from '../kit/node.js';
import { Component } from '../score/score.types.js';
import { JobError, JobState } from '../operations/jobs.js';
import { CODE, EVENT_TYPE, JOB_ERROR, JOB_STATE, RUN_EVENTS, RUN_FIDELITY, RUN_MAPPING, RUN_ROWS } from '../kit/meanings.js';

const EMPTY_MEASURES = 'The components of the score for which the import brings no data.';

@ObjectType({ description: 'Rows of the imported table: in = accepted + rejected.' })
export class ImportedRows {
  @Field(() => Int, { description: 'Data rows that were read.' }) readonly in: number;
  @Field(() => Int, { description: 'Rows that were accepted, by this run or by an earlier one.' })
  readonly accepted: number;
  @Field(() => Int, { description: 'Rows that were rejected, in whole or in part.' }) readonly rejected: number;
}

@ObjectType({ description: 'Events of an import; those appended include the event of the run itself.' })
export class ImportedEvents {
  @Field(() => Int, { description: 'Recorded by this run.' }) readonly appended: number;
  @Field(() => Int, { description: 'Recorded before: by an import of a shorter file, or by one that was interrupted.' })
  readonly alreadyThere: number;
}

@ObjectType({ description: 'How many events of a type an import appended.' })
export class ImportedEventCount {
  @Field(() => String, { description: EVENT_TYPE }) readonly type: string;
  @Field(() => Int, { description: 'How many.' }) readonly count: number;
}

@ObjectType({ description: 'The appended events, by the fidelity of their source.' })
export class ImportedFidelity {
  @Field(() => Int, { description: 'Seen here.' }) readonly native: number;
  @Field(() => Int, { description: 'From the source’s own history.' }) readonly history: number;
  @Field(() => Int, { description: 'Derived from the difference between two snapshots.' }) readonly snapshot: number;
}

@ObjectType({ description: 'The number of rows for a code; docs/mappings.md lists the codes.' })
export class ImportCodeCount {
  @Field(() => String, { description: CODE }) readonly code: string;
  @Field(() => Int, { description: 'Number of rows.' }) readonly count: number;
}

@ObjectType({ description: 'Why a row was rejected, in whole or in part.' })
export class ImportReject {
  @Field(() => Int, { description: 'Number of the data row, from 1.' }) readonly row: number;
  @Field(() => String, { description: CODE }) readonly code: string;
  @Field(() => String, {
    description:
      'The place in the row and the reason, never its content: a cell may concern a person. The importer’s own report shows it.',
  })
  readonly detail: string;
}

@ObjectType({ description: 'A component of the score for which an import brings no data.' })
export class ImportEmptyMeasure {
  @Field(() => Component, { description: 'The component.' }) readonly measure: string;
  @Field(() => String, {
    description:
      '`NOT_TOLD`: nothing in the import tells it. `SNAPSHOTS_ONLY`: snapshots do not tell all that was said to the department.',
  })
  readonly code: string;
}

@ObjectType({
  implements: () => [Node],
  description:
    'An import that reached the end of its file. The same file with the same mapping and zone is the same run: importing it again records nothing. ' +
    'Dry runs, and imports that were stopped, failed or rejected every row, are not recorded.',
})
export class ImportRun extends Node {
  @Field(() => ID, { description: 'The run’s id, derived from the file, the mapping and the zone.' }) readonly runId: string;
  @Field(() => String, { description: 'Name of the file, without its folder.' }) readonly file: string;
  @Field(() => String, { description: 'SHA-256 of the table’s bytes, after unpacking.' })
  readonly contentHash: string;
  @Field(() => String, { description: RUN_MAPPING }) readonly mapping: string;
  @Field(() => String, { description: 'SHA-256 of the mapping’s content.' }) readonly mappingHash: string;
  @Field(() => String, { description: 'The source’s short name, as in every event imported from it.' }) readonly system: string;
  @Field(() => String, {
    nullable: true,
    description: 'IANA time zone of times without an offset; null if each time has one.',
  })
  readonly zone: string | null;
  @Field(() => ImportedRows, { description: RUN_ROWS }) readonly rows: ImportedRows;
  @Field(() => Int, { description: 'Tickets of which at least one row was accepted.' }) readonly records: number;
  @Field(() => ImportedEvents, { description: RUN_EVENTS }) readonly events: ImportedEvents;
  @Field(() => [ImportedEventCount], { description: 'The appended events.' }) readonly byType: readonly ImportedEventCount[];
  @Field(() => ImportedFidelity, { description: RUN_FIDELITY }) readonly fidelity: ImportedFidelity;
  @Field(() => [ImportCodeCount], { description: 'All rejected rows, by their first reason.' })
  readonly rejectedFor: readonly ImportCodeCount[];
  @Field(() => [ImportReject], { description: 'The first hundred rejected rows.' }) readonly rejects: readonly ImportReject[];
  @Field(() => [ImportCodeCount], { description: 'Warnings about the source that did not prevent the import.' })
  readonly warnings: readonly ImportCodeCount[];
  @Field(() => [ImportEmptyMeasure], {
    nullable: true,
    description: `${EMPTY_MEASURES} Null for runs recorded before this was stored.`,
  })
  readonly emptyMeasures: readonly ImportEmptyMeasure[] | null;
  @Field(() => DateTime, { nullable: true, description: 'The earliest moment in the source.' }) readonly earliest: string | null;
  @Field(() => DateTime, { nullable: true, description: 'The latest moment in the source.' }) readonly latest: string | null;
  @Field(() => DateTime, { description: 'When it reached the end of the file.' }) readonly finishedAt: string;
}

@ObjectType({ description: 'A warning about the source that did not prevent the import.' })
export class ImportWarning {
  @Field(() => String, { description: CODE }) readonly code: string;
  @Field(() => Int, { description: 'Number of rows that it concerns.' }) readonly count: number;
  @Field(() => String, { description: 'The problem and its effect, as text.' }) readonly detail: string;
  @Field(() => [Int], { description: 'The first hundred rows that it concerns.' }) readonly rows: readonly number[];
}

@ObjectType({ description: 'What an import did, or in a dry run would do.' })
export class ImportReport {
  @Field(() => Boolean, { description: 'Whether it was a dry run: nothing was recorded.' }) readonly dryRun: boolean;
  @Field(() => String, { description: RUN_MAPPING }) readonly mapping: string;
  @Field(() => ImportedRows, { description: RUN_ROWS }) readonly rows: ImportedRows;
  @Field(() => Int, { description: 'Tickets of which at least one row was accepted.' }) readonly records: number;
  @Field(() => ImportedEvents, { description: RUN_EVENTS }) readonly events: ImportedEvents;
  @Field(() => [ImportedEventCount], { description: 'The events that were appended, or would be.' })
  readonly byType: readonly ImportedEventCount[];
  @Field(() => ImportedFidelity, { description: RUN_FIDELITY }) readonly fidelity: ImportedFidelity;
  @Field(() => [ImportReject], { description: 'The first hundred rejected rows.' }) readonly rejects: readonly ImportReject[];
  @Field(() => [ImportWarning], { description: 'Warnings about the source, by code.' })
  readonly warnings: readonly ImportWarning[];
  @Field(() => [ImportEmptyMeasure], { description: EMPTY_MEASURES })
  readonly emptyMeasures: readonly ImportEmptyMeasure[];
  @Field(() => Position, { description: 'For `minPosition` of later queries; empty if nothing was recorded.' })
  readonly position: string;
  @Field(() => Float, { description: 'How long it took, in seconds.' }) readonly seconds: number;
  @Field(() => Boolean, { description: 'Whether it stopped before the end of the file. Importing again continues from there.' })
  readonly stopped: boolean;
}

@ObjectType({ description: 'The progress of an import.' })
export class ImportProgress {
  @Field(() => Int, { description: 'Data rows that were read.' }) readonly rows: number;
  @Field(() => Float, { description: 'Bytes of the file that were read.' }) readonly bytes: number;
  @Field(() => Float, { nullable: true, description: 'Null if the size is not known beforehand.' })
  readonly totalBytes: number | null;
}

@ObjectType({ description: 'The latest import, or dry run, of an upload.' })
export class ImportJob {
  @Field(() => JobState, { description: JOB_STATE }) readonly state: string;
  @Field(() => ImportProgress, { nullable: true, description: 'Its progress; null before the first report.' })
  readonly progress: ImportProgress | null;
  @Field(() => ImportReport, { nullable: true, description: 'Once it is DONE.' }) readonly report: ImportReport | null;
  @Field(() => JobError, { nullable: true, description: JOB_ERROR }) readonly error: JobError | null;
}

@ObjectType({ description: 'A file that was sent to POST /uploads; it is kept for an hour.' })
export class Upload {
  @Field(() => ID, { description: 'For `importFile`, as returned by POST /uploads.' }) readonly uploadId: string;
  @Field(() => String, { description: 'Name of the file, as it was sent.' }) readonly file: string;
  @Field(() => Float, { description: 'Its size, in bytes.' }) readonly bytes: number;
  @Field(() => ImportJob, { nullable: true, description: 'Null before the first import.' }) readonly job: ImportJob | null;
}

@ObjectType({ description: 'How the rows of one kind of export become events.' })
export class ShippedMapping {
  @Field(() => String, { description: 'For `importFile` and `rapport import --mapping`.' }) readonly name: string;
  @Field(() => String, {
    nullable: true,
    description: 'Which exports it is for; null if its author did not say.',
  })
  readonly description?: string;
}

@InputType({ description: 'The file to import, and how its rows become events.' })
export class ImportFileInput {
  @Field(() => ID, { description: 'As returned by POST /uploads.' }) readonly uploadId: string;
  @Field(() => String, { nullable: true, description: 'The name of a shipped mapping. Give it or `mappingText`.' })
  readonly mapping?: string | null;
  @Field(() => String, { nullable: true, description: 'Your own mapping, as YAML or JSON.' })
  readonly mappingText?: string | null;
  @Field(() => String, { nullable: true, description: 'IANA time zone of times without an offset; the mapping’s when absent.' })
  readonly zone?: string | null;
  @Field(() => Boolean, { nullable: true, description: 'Read and decide, but record nothing. True when absent.' })
  readonly dryRun?: boolean | null;
}

@ObjectType({ description: 'The file that is being imported.' })
export class ImportFilePayload {
  @Field(() => Upload, { description: '`job` shows the progress.' }) readonly upload: Upload;
}
