import { Field, Float, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { JobError, JobState } from './job.js';
import { ImportedEventCount, ImportedEvents, ImportedFidelity, ImportedRows, ImportReject } from './import-run.js';
import { Position } from '../scalars/position.js';

@ObjectType({ description: 'What is odd about the source though its rows were taken.' })
export class ImportWarning {
  @Field(() => String) readonly code: string;
  @Field(() => Int) readonly count: number;
  @Field(() => String) readonly detail: string;
  @Field(() => [Int], { description: 'The first hundred rows that it is about.' }) readonly rows: readonly number[];
}

@ObjectType({ description: 'What an import did, or in a dry run would do.' })
export class ImportReport {
  @Field(() => Boolean, { description: 'It only decided: nothing was recorded.' }) readonly dryRun: boolean;
  @Field(() => String) readonly mapping: string;
  @Field(() => ImportedRows) readonly rows: ImportedRows;
  @Field(() => Int, { description: 'Tickets of which at least one row was taken.' }) readonly records: number;
  @Field(() => ImportedEvents) readonly events: ImportedEvents;
  @Field(() => [ImportedEventCount], { description: 'The events appended, or that would be.' })
  readonly byType: readonly ImportedEventCount[];
  @Field(() => ImportedFidelity) readonly fidelity: ImportedFidelity;
  @Field(() => [ImportReject], { description: 'The first hundred.' }) readonly rejects: readonly ImportReject[];
  @Field(() => [ImportWarning]) readonly warnings: readonly ImportWarning[];
  @Field(() => Position, { description: 'For `minPosition` of later queries; empty where nothing was recorded.' })
  readonly position: string;
  @Field(() => Float) readonly seconds: number;
  @Field(() => Boolean, { description: 'Ended before the end of the file. Importing again goes on from there.' })
  readonly stopped: boolean;
}

@ObjectType({ description: 'How far an import has come.' })
export class ImportProgress {
  @Field(() => Int) readonly rows: number;
  @Field(() => Float) readonly bytes: number;
  @Field(() => Float, { nullable: true, description: 'Null where the size is not known beforehand.' })
  readonly totalBytes: number | null;
}

@ObjectType({ description: 'The latest import, or dry run, of an upload.' })
export class ImportJob {
  @Field(() => JobState) readonly state: string;
  @Field(() => ImportProgress, { nullable: true }) readonly progress: ImportProgress | null;
  @Field(() => ImportReport, { nullable: true, description: 'Once it is DONE.' }) readonly report: ImportReport | null;
  @Field(() => JobError, { nullable: true }) readonly error: JobError | null;
}

@ObjectType({ description: 'A file that was sent to POST /uploads, kept for an hour.' })
export class Upload {
  @Field(() => ID) readonly uploadId: string;
  @Field(() => String) readonly file: string;
  @Field(() => Float) readonly bytes: number;
  @Field(() => ImportJob, { nullable: true, description: 'Null before the first.' }) readonly job: ImportJob | null;
}

@ObjectType({ description: 'How the rows of one kind of export become events.' })
export class ShippedMapping {
  @Field(() => String, { description: 'For `importFile` and `rapport import --mapping`.' }) readonly name: string;
  @Field(() => String, { nullable: true }) readonly description: string | null;
}

@InputType()
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

@ObjectType()
export class ImportFilePayload {
  @Field(() => Upload) readonly upload: Upload;
}
