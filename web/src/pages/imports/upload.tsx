import { CombinedError } from '@urql/core';
import { useMutation, useQuery } from '@urql/preact';
import { useState } from 'preact/hooks';
import { graphql, type ResultOf, type VariablesOf } from '../../api/graphql.js';
import { sendFile } from '../../api/uploads.js';
import { Facts } from '../../parts/words.js';
import { Asked, Failure } from '../../shell/asked.js';
import { JobGone, Progress, whileRunning, JobErrorFields } from '../../shell/job.js';
import { useLocaleName, useTexts } from '../../shell/texts.js';
import { ReportTables, useReportFacts } from './report.js';

const MappingsQuery = graphql(`
  query Mappings {
    mappings {
      name
      description
    }
  }
`);
const ImportFile = graphql(`
  mutation ImportFile($input: ImportFileInput!) {
    importFile(input: $input) {
      upload {
        uploadId
      }
    }
  }
`);
const JobQuery = graphql(
  `
    query ImportProgress($id: ID!, $locale: Locale) {
      upload(id: $id) {
        job {
          state
          progress {
            rows
            bytes
            totalBytes
          }
          error {
            ...JobErrorFields
          }
          report {
            dryRun
            rows {
              in
              accepted
              rejected
            }
            records
            events {
              appended
              alreadyThere
            }
            fidelity {
              native
              history
              snapshot
            }
            byType {
              type
              count
            }
            rejects {
              row
              code
              detail
            }
            warnings {
              code
              count
              detail
            }
            emptyMeasures {
              measure
              why(locale: $locale)
            }
          }
        }
      }
    }
  `,
  [JobErrorFields],
);
type Input = VariablesOf<typeof ImportFile>['input'];
type Report = NonNullable<NonNullable<NonNullable<ResultOf<typeof JobQuery>['upload']>['job']>['report']>;
/** Select value for the user's own mapping; no shipped mapping can have this name. */
const OWN = '(own)';

/** Imports a file: first a dry run, then, after confirmation, the import itself. */
export function UploadForm() {
  const { imports } = useTexts();
  const locale = useLocaleName();
  const [{ data, error: unlisted }] = useQuery({ query: MappingsQuery });
  // No default: only the user knows what the file is, and a wrong mapping may misinterpret its rows.
  const [mapping, setMapping] = useState('');
  const [input, setInput] = useState<Input>();
  const [error, setError] = useState<CombinedError>();
  const [sending, setSending] = useState(false);
  const [, begin] = useMutation(ImportFile);

  const start = async (next: Input) => {
    const answer = await begin({ input: next });
    setError(answer.error);
    setInput(answer.error ? undefined : next);
  };
  const changed = () => {
    setInput(undefined);
    setError(undefined);
  };
  const look = async (form: HTMLFormElement) => {
    changed();
    setSending(true);
    const given = new FormData(form);
    const own = given.get('own') as File | null;
    const zone = (given.get('zone') as string).trim();
    try {
      const how = mapping === OWN ? { mappingText: await own!.text() } : { mapping };
      const uploadId = await sendFile(given.get('file') as File);
      await start({ uploadId, ...how, ...(zone !== '' && { zone }), dryRun: true });
    } catch (failure) {
      const sent = failure as CombinedError;
      // The explorer does not resend the file.
      setError(sent.networkError ? new CombinedError({ graphQLErrors: [imports.cut] }) : sent);
    }
    setSending(false);
  };
  return (
    <>
      <form
        class="fields"
        onInput={changed}
        onSubmit={(event) => {
          event.preventDefault();
          void look(event.currentTarget);
        }}
      >
        <label>
          {imports.file}
          <input type="file" name="file" required />
        </label>
        <label>
          {imports.mapping}
          <select name="mapping" required value={mapping} onChange={({ currentTarget }) => setMapping(currentTarget.value)}>
            <option value="">{imports.choose}</option>
            {data?.mappings.map(({ name, description }) => (
              <option key={name} value={name}>
                {description ? `${name}: ${description}` : name}
              </option>
            ))}
            <option value={OWN}>{imports.ownMapping}</option>
          </select>
        </label>
        {mapping === OWN && (
          <label>
            {imports.mappingFile}
            <input type="file" name="own" accept=".yaml,.yml,.json" required />
          </label>
        )}
        <label>
          {imports.zone}
          <input name="zone" placeholder="Europe/Berlin" />
        </label>
        <button type="submit" aria-busy={sending} disabled={sending}>
          {imports.look}
        </button>
      </form>
      {(error ?? unlisted) && <Failure error={(error ?? unlisted)!} />}
      {input && (
        <Asked
          key={String(input.dryRun)}
          query={JobQuery}
          variables={{ id: input.uploadId, locale }}
          repeat={({ upload }) => whileRunning(upload?.job)}
        >
          {({ upload }) =>
            !upload?.job ? (
              <JobGone />
            ) : (
              <>
                <Progress
                  job={upload.job}
                  words={imports.rowsRead(upload.job.progress?.rows ?? 0)}
                  share={shareOf(upload.job.progress)}
                />
                {upload.job.report && (
                  <Came report={upload.job.report} onImport={() => void start({ ...input, dryRun: false })} onDone={changed} />
                )}
              </>
            )
          }
        </Asked>
      )}
    </>
  );
}

const shareOf = (progress: { readonly bytes: number; readonly totalBytes: number | null } | null): number | undefined =>
  progress?.totalBytes ? progress.bytes / progress.totalBytes : undefined;

function Came({ report, onImport, onDone }: { report: Report; onImport: () => void; onDone: () => void }) {
  const { imports } = useTexts();
  const factsOf = useReportFacts();
  const { dryRun, rows, byType, rejects, warnings, emptyMeasures } = report;
  return (
    <section class="came" aria-labelledby="came">
      <h2 id="came">{dryRun ? imports.wouldCome : imports.came}</h2>
      <Facts facts={factsOf(report)} />
      {dryRun ? (
        <p>
          <button type="button" onClick={onImport} disabled={rows.accepted === 0}>
            {imports.importIt}
          </button>{' '}
          {imports.importItWhy}
        </p>
      ) : (
        <p>
          <button type="button" onClick={onDone}>
            {imports.ready}
          </button>
        </p>
      )}
      <ReportTables
        rejects={rejects}
        rejected={rows.rejected}
        warnings={warnings}
        emptyMeasures={emptyMeasures}
        byType={byType}
      />
    </section>
  );
}
