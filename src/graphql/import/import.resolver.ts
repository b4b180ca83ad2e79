import { Inject, Logger } from '@nestjs/common';
import { Args, Context, ID, Mutation, Parent } from '@nestjs/graphql';
import { permission } from '../../access/policy.js';
import { isZone } from '../../domain/kernel/zone.js';
import { invalidInput, isRapportError, notFound, RapportError } from '../../domain/kernel/errors.js';
import { loadShippedMapping, loadShippedMappings, parseMapping } from '../../imports/mapping/load-mapping.js';
import type { Mapping } from '../../imports/mapping/mapping.js';
import { whyEmpty } from '../../imports/report/empty-measures.js';
import type { ImportReport } from '../../imports/report/import-report.js';
import type { ImportProgress } from '../../imports/run-import.js';
import { type Upload as UploadedFile, Uploads } from '../../imports/uploads.js';
import { ListImportRuns } from '../../queries/list-import-runs.js';
import { languageOf, Locale, LOCALE, type LocaleName } from '../kit/enums.js';
import { given, IdArgs, PageArgs, INPUT } from '../kit/args.js';
import { Jobs } from '../operations/jobs.js';
import type { RequestContext } from '../request-context.js';
import { ImportRuns } from '../kit/connections.js';
import { PROGRAM, type Program } from '../tokens.js';
import { ImportFileInput, ImportEmptyMeasure, ImportFilePayload, ImportRun, ShippedMapping, Upload } from './import.types.js';
import { Answers, Query, ResolveField } from '../kit/answers.js';

const logger = new Logger('Imports');

@Answers(() => ImportEmptyMeasure)
export class ImportEmptyMeasureResolver {
  @ResolveField(() => String, { description: 'Why it stays empty and what would help, in words.' })
  why(@Parent() empty: ImportEmptyMeasure, @Args('locale', { type: () => Locale, ...LOCALE }) locale?: LocaleName | null) {
    return whyEmpty(empty, languageOf(locale));
  }
}

@Answers()
export class ImportResolver {
  private readonly jobs = new Jobs<ImportProgress, ImportReport>((error) => logger.error(error));

  constructor(
    private readonly listImportRuns: ListImportRuns,
    private readonly uploads: Uploads,
    @Inject(PROGRAM) private readonly program: Program,
  ) {}

  @Query(() => ImportRun, { nullable: true, description: 'Question 20: what an import did, and which rows it rejected and why.' })
  async importRun(@Args() args: IdArgs, @Context() context: RequestContext) {
    return (await context.at(args)).load('ImportRun', args.id);
  }

  @Query(() => ImportRuns.type, { description: 'Question 20: the imports, the latest first.' })
  async importRuns(@Args() args: PageArgs, @Context() context: RequestContext) {
    const moment = await context.at(args);
    const page = await this.listImportRuns.execute(moment.reader, args);
    return moment.page('ImportRun', page, ({ runId }) => runId);
  }

  @Query(() => [ShippedMapping], { description: 'The mappings shipped with Rapport.' })
  mappings() {
    return loadShippedMappings();
  }

  @Query(() => Upload, { nullable: true, description: 'An uploaded file and the progress of its import.' })
  upload(@Args('id', { type: () => ID, description: 'The `uploadId` returned by POST /uploads.' }) id: string) {
    const upload = this.uploads.get(id);
    return upload ? this.shown(upload) : null;
  }

  @Mutation(() => ImportFilePayload, {
    nullable: true,
    description:
      'Starts to import a file that was sent to POST /uploads; with `dryRun` (unless it is false) it only reports what an import would record; ' +
      '`upload(id) { job }` shows the progress. Importing a file again records nothing.',
  })
  async importFile(
    @Args('input', { ...INPUT, type: () => ImportFileInput }) input: ImportFileInput,
    @Context() { asker: { identity } }: RequestContext,
  ) {
    if (identity.actsFor(permission('Mutation', 'importFile')) !== 'ALL') throw isNarrowed();
    const upload = this.uploads.get(input.uploadId);
    if (!upload) throw notFound('uploadId', 'upload', input.uploadId, 'Upload the file again: it is kept for an hour.');
    const { zone } = given({ zone: input.zone });
    if (zone !== undefined && !isZone(zone))
      throw invalidInput('zone', `"${zone}" is not an IANA time zone`, 'Give a time zone such as Europe/Zurich.', {
        code: 'NOT_A_ZONE',
      });
    const request = {
      file: upload.path,
      mapping: await mappingOf(input),
      ...(zone !== undefined && { zone }),
      dryRun: input.dryRun ?? true,
    };
    this.jobs.start(upload.uploadId, (onProgress) =>
      this.program.imports.run({ ...request, onProgress }).catch((error: unknown) => {
        throw byItsName(error, upload);
      }),
    );
    return { upload: this.shown(upload) };
  }

  private shown({ uploadId, file, bytes }: UploadedFile) {
    const job = this.jobs.get(uploadId);
    return { uploadId, file, bytes, job: job && { ...job, report: job.result && shownReport(job.result) } };
  }
}

/** The path of the file on the server must not leak, so messages use the name under which the client uploaded it. */
const byItsName = (error: unknown, { path, file }: UploadedFile): unknown =>
  isRapportError(error) ? error.saying(error.message.replaceAll(path, file)) : error;

/** Any row of a file may concern any department or team, register a team, or publish figures of the whole organisation. */
const isNarrowed = () =>
  new RapportError('FORBIDDEN', 'A file may concern any department and team, but you may act only for some', {
    field: 'importFile',
    remedy: 'Import with a key for the whole organisation, or send the commands one by one.',
  });

/** A shipped mapping by its name (never a file of the server), or the text of a mapping. */
async function mappingOf({ mapping, mappingText }: ImportFileInput): Promise<Mapping> {
  if (typeof mappingText === 'string' && typeof mapping !== 'string') return parseMapping(mappingText);
  if (typeof mapping === 'string' && typeof mappingText !== 'string') return loadShippedMapping(mapping);
  throw new RapportError('INVALID_INPUT', 'Describe how rows become events: by `mapping` or by `mappingText`.', {
    field: 'mapping',
    remedy: 'Give one of the two.',
    reasons: [
      {
        field: 'mapping',
        ...(typeof mapping === 'string' ? { code: 'EXCLUDES', parameters: { other: 'mappingText' } } : { code: 'MISSING' }),
      },
    ],
  });
}

const shownReport = ({ byType, fidelity, rejects, ...report }: ImportReport) => ({
  ...report,
  byType: Object.entries(byType).map(([type, count]) => ({ type, count })),
  fidelity: { native: fidelity.NATIVE, history: fidelity.HISTORY, snapshot: fidelity.SNAPSHOT },
  rejects,
});
