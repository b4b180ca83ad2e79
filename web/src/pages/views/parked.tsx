import { useMutation } from '@urql/preact';
import { useState } from 'preact/hooks';
import { graphql, type ResultOf } from '../../api/graphql.js';
import { type Column, Table } from '../../parts/table.js';
import { Failure } from '../../shell/asked.js';
import { Verbatim } from '../../shell/refusals.js';
import { useMay } from '../../shell/may.js';
import { Paged } from '../../shell/paged.js';
import { useTexts } from '../../shell/texts.js';
import { EventName } from '../../parts/event-name.js';
import { Position } from '../../parts/words.js';

const ParkedQuery = graphql(`
  query Parked($first: Int!, $after: String) {
    parkedEvents(first: $first, after: $after) {
      totalCount
      pageInfo {
        endCursor
        hasNextPage
      }
      edges {
        node {
          projection
          key
          eventId
          type
          position
          reason
          waiting
        }
      }
    }
  }
`);
const Replay = graphql(`
  mutation Replay($input: ReplayParkedInput!) {
    replayParked(input: $input) {
      replayed
      stillParked
    }
  }
`);
const Drop = graphql(`
  mutation Drop($input: DropParkedInput!) {
    dropParked(input: $input) {
      dropped
    }
  }
`);
type Parked = ResultOf<typeof ParkedQuery>['parkedEvents']['edges'][number]['node'];

/** The parked events and their reasons, with buttons to replay or drop them. */
export function ParkedEvents({ changed }: { changed: () => void }) {
  const { views, events } = useTexts();
  const [{ error: notReplayed }, replayParked] = useMutation(Replay);
  const [{ error: notDropped }, dropParked] = useMutation(Drop);
  const [said, setSaid] = useState<string>();
  const replay = async ({ projection, key }: Parked) => {
    const { data } = await replayParked({ input: { projection, key } });
    if (data?.replayParked) setSaid(views.replayed(data.replayParked.replayed, data.replayParked.stillParked));
  };
  const drop = async ({ projection, key }: Parked) => {
    if (!confirm(views.dropSure(projection, key))) return;
    const { data } = await dropParked({ input: { projection, key } });
    if (data?.dropParked) setSaid(views.dropped(data.dropParked.dropped));
  };
  const error = notReplayed ?? notDropped;
  const amends = useMay()('Mutation replayParked');
  const choices = (again: () => void): Column<Parked> => {
    const and = (work: Promise<void>) => void work.then(again).then(changed);
    return {
      heading: views.replay,
      cell: (row) => (
        <span class="choices">
          <button type="button" class="link" aria-label={`${views.replay}: ${row.key}`} onClick={() => and(replay(row))}>
            {views.replay}
          </button>
          <button type="button" class="link" aria-label={`${views.drop}: ${row.key}`} onClick={() => and(drop(row))}>
            {views.drop}
          </button>
        </span>
      ),
      text: null,
    };
  };
  return (
    <Paged query={ParkedQuery} variables={{}} listOf={({ parkedEvents }) => parkedEvents}>
      {(list, _, again) => (
        <>
          {said && <p role="status">{said}</p>}
          {error && <Failure error={error} />}
          <Table
            {...list}
            caption={views.parkedOnes}
            keyOf={({ projection, key, eventId }) => `${projection} ${key} ${eventId}`}
            columns={[
              { heading: views.event, cell: ({ type }) => <EventName type={type} />, text: ({ type }) => type },
              { heading: views.name, cell: ({ projection }) => projection },
              { heading: views.key, cell: ({ key }) => key },
              {
                heading: views.reason,
                cell: ({ reason }) => <Verbatim>{reason}</Verbatim>,
                prose: true,
                text: ({ reason }) => reason,
              },
              { heading: views.waiting, cell: ({ waiting }) => waiting, numeric: true },
              { heading: events.position, cell: ({ position }) => <Position at={position} />, text: ({ position }) => position },
              ...(amends ? [choices(again)] : []),
            ]}
          />
        </>
      )}
    </Paged>
  );
}
