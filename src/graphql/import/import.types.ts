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
  @Field(() => Int, { description: 'Rows that were taken, by this run or by one before it.' })
  readonly accepted: number;
  @Field(() => Int, { description: 'Rows that were not taken, or not all of them.' }) readonly rejected: number;
}

@ObjectType({ description: 'Events of an import, that of the run itself among those appended.' })
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

@ObjectType({ description: 'The events appended, by how faithful their source is.' })
export class ImportedFidelity {
  @Field(() => Int, { description: 'Seen here.' }) readonly native: number;
  @Field(() => Int, { description: 'From the source’s own history.' }) readonly history: number;
  @Field(() => Int, { description: 'Read off the difference of two snapshots.' }) readonly snapshot: number;
}

@ObjectType({ description: 'How often; the codes are listed in docs/mappings.md.' })
export class ImportCodeCount {
  @Field(() => String, { description: CODE }) readonly code: string;
  @Field(() => Int, { description: 'How many rows.' }) readonly count: number;
}

@ObjectType({ description: 'Why a row was not taken, or not all of it.' })
export class ImportReject {
  @Field(() => Int, { description: 'Number of the data row, from 1.' }) readonly row: number;
  @Field(() => String, { description: CODE }) readonly code: string;
  @Field(() => String, {
    description:
      'Where in the row and why, never what stands in it: a cell may tell of a person. The importer’s own report shows it.',
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
    'An import that came to the end of its file. The same file under the same mapping and zone is the same run: importing it again adds nothing. ' +
    'Dry runs, and imports that were stopped, failed or rejected every row, are not recorded.',
})
export class ImportRun extends Node {
  @Field(() => ID, { description: 'The run’s own id, made of the file, the mapping and the zone.' }) readonly runId: string;
  @Field(() => String, { description: 'Name of the file, without its folder.' }) readonly file: string;
  @Field(() => String, { description: 'SHA-256 of the table’s bytes, unpacked where it came packed.' })
  readonly contentHash: string;
  @Field(() => String, { description: RUN_MAPPING }) readonly mapping: string;
  @Field(() => String, { description: 'SHA-256 of what the mapping says.' }) readonly mappingHash: string;
  @Field(() => String, { description: 'The source’s short name, as in every event taken from it.' }) readonly system: string;
  @Field(() => String, {
    nullable: true,
    description: 'IANA zone in which times without one were read; null when each names its own.',
  })
  readonly zone: string | null;
  @Field(() => ImportedRows, { description: RUN_ROWS }) readonly rows: ImportedRows;
  @Field(() => Int, { description: 'Tickets of which at least one row was taken.' }) readonly records: number;
  @Field(() => ImportedEvents, { description: RUN_EVENTS }) readonly events: ImportedEvents;
  @Field(() => [ImportedEventCount], { description: 'The events appended.' }) readonly byType: readonly ImportedEventCount[];
  @Field(() => ImportedFidelity, { description: RUN_FIDELITY }) readonly fidelity: ImportedFidelity;
  @Field(() => [ImportCodeCount], { description: 'All rejected rows by their first reason.' })
  readonly rejectedFor: readonly ImportCodeCount[];
  @Field(() => [ImportReject], { description: 'The first hundred.' }) readonly rejects: readonly ImportReject[];
  @Field(() => [ImportCodeCount], { description: 'What is odd about the source though it was taken.' })
  readonly warnings: readonly ImportCodeCount[];
  @Field(() => [ImportEmptyMeasure], {
    nullable: true,
    description: `${EMPTY_MEASURES} Null of runs that were recorded before this was noted.`,
  })
  readonly emptyMeasures: readonly ImportEmptyMeasure[] | null;
  @Field(() => DateTime, { nullable: true, description: 'The earliest moment that it tells of.' }) readonly earliest:
    string | null;
  @Field(() => DateTime, { nullable: true, description: 'The latest moment that it tells of.' }) readonly latest: string | null;
  @Field(() => DateTime, { description: 'When it came to the end of the file.' }) readonly finishedAt: string;
}

@ObjectType({ description: 'What is odd about the source though its rows were taken.' })
export class ImportWarning {
  @Field(() => String, { description: CODE }) readonly code: string;
  @Field(() => Int, { description: 'How many rows it is about.' }) readonly count: number;
  @Field(() => String, { description: 'What is odd and what became of it, in words.' }) readonly detail: string;
  @Field(() => [Int], { description: 'The first hundred rows that it is about.' }) readonly rows: readonly number[];
}

@ObjectType({ description: 'What an import did, or in a dry run would do.' })
export class ImportReport {
  @Field(() => Boolean, { description: 'It only decided: nothing was recorded.' }) readonly dryRun: boolean;
  @Field(() => String, { description: RUN_MAPPING }) readonly mapping: string;
  @Field(() => ImportedRows, { description: RUN_ROWS }) readonly rows: ImportedRows;
  @Field(() => Int, { description: 'Tickets of which at least one row was taken.' }) readonly records: number;
  @Field(() => ImportedEvents, { description: RUN_EVENTS }) readonly events: ImportedEvents;
  @Field(() => [ImportedEventCount], { description: 'The events appended, or that would be.' })
  readonly byType: readonly ImportedEventCount[];
  @Field(() => ImportedFidelity, { description: RUN_FIDELITY }) readonly fidelity: ImportedFidelity;
  @Field(() => [ImportReject], { description: 'The first hundred.' }) readonly rejects: readonly ImportReject[];
  @Field(() => [ImportWarning], { description: 'What is odd about the source though it was taken, by code.' })
  readonly warnings: readonly ImportWarning[];
  @Field(() => [ImportEmptyMeasure], { description: EMPTY_MEASURES })
  readonly emptyMeasures: readonly ImportEmptyMeasure[];
  @Field(() => Position, { description: 'For `minPosition` of later queries; empty where nothing was recorded.' })
  readonly position: string;
  @Field(() => Float, { description: 'How long it took, in seconds by the clock.' }) readonly seconds: number;
  @Field(() => Boolean, { description: 'Ended before the end of the file. Importing again goes on from there.' })
  readonly stopped: boolean;
}

@ObjectType({ description: 'How far an import has come.' })
export class ImportProgress {
  @Field(() => Int, { description: 'Data rows that were read.' }) readonly rows: number;
  @Field(() => Float, { description: 'Bytes of the file that were read.' }) readonly bytes: number;
  @Field(() => Float, { nullable: true, description: 'Null where the size is not known beforehand.' })
  readonly totalBytes: number | null;
}

@ObjectType({ description: 'The latest import, or dry run, of an upload.' })
export class ImportJob {
  @Field(() => JobState, { description: JOB_STATE }) readonly state: string;
  @Field(() => ImportProgress, { nullable: true, description: 'How far it has come; null before the first word of it.' })
  readonly progress: ImportProgress | null;
  @Field(() => ImportReport, { nullable: true, description: 'Once it is DONE.' }) readonly report: ImportReport | null;
  @Field(() => JobError, { nullable: true, description: JOB_ERROR }) readonly error: JobError | null;
}

@ObjectType({ description: 'A file that was sent to POST /uploads, kept for an hour.' })
export class Upload {
  @Field(() => ID, { description: 'For `importFile`, as POST /uploads answered.' }) readonly uploadId: string;
  @Field(() => String, { description: 'Name of the file, as it was sent.' }) readonly file: string;
  @Field(() => Float, { description: 'Its size, in bytes.' }) readonly bytes: number;
  @Field(() => ImportJob, { nullable: true, description: 'Null before the first.' }) readonly job: ImportJob | null;
}

@ObjectType({ description: 'How the rows of one kind of export become events.' })
export class ShippedMapping {
  @Field(() => String, { description: 'For `importFile` and `rapport import --mapping`.' }) readonly name: string;
  @Field(() => String, {
    nullable: true,
    description: 'What exports it is for, in a sentence or two; null where its author said nothing.',
  })
  readonly description?: string;
}

@InputType({ description: 'Which file is imported, and how its rows become events.' })
export class ImportFileInput {
  @Field(() => ID, { description: 'As POST /uploads answered.' }) readonly uploadId: string;
  @Field(() => String, { nullable: true, description: 'A shipped mapping, by name. Give it or `mappingText`.' })
  readonly mapping?: string | null;
  @Field(() => String, { nullable: true, description: 'A mapping of your own, as YAML or JSON.' })
  readonly mappingText?: string | null;
  @Field(() => String, { nullable: true, description: 'IANA zone of times without one; the mapping’s when absent.' })
  readonly zone?: string | null;
  @Field(() => Boolean, { nullable: true, description: 'Read and decide, but record nothing. True when absent: look first.' })
  readonly dryRun?: boolean | null;
}

@ObjectType({ description: 'The file whose import is under way now.' })
export class ImportFilePayload {
  @Field(() => Upload, { description: '`job` tells how far it is.' }) readonly upload: Upload;
}
