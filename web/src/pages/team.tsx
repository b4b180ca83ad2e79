import { useRoute } from 'preact-iso';
import { graphql } from '../api/graphql.js';
import { FirstContacts } from '../parts/measures.js';
import { OpenPromises } from '../parts/open-promises.js';
import { Relationships } from '../parts/relationships.js';
import { NamedTeam } from '../parts/side-names.js';
import { Silences } from '../parts/silences.js';
import { useDuration } from '../parts/time.js';
import { Facts, Linked, Unknown } from '../parts/words.js';
import { Asked } from '../shell/asked.js';
import { useMoment } from '../shell/moment.js';
import { useTexts } from '../shell/texts.js';

const TeamQuery = graphql(`
  query Team($id: ID!, $asOf: DateTime, $knownAt: DateTime) {
    team(id: $id, asOf: $asOf, knownAt: $knownAt) {
      name
      retired
      mergedInto
      formerNames {
        name
      }
      externalIds {
        system
        value
      }
      targets {
        effectiveAt
        acknowledgeMinutes
        updateMinutes
        reopenWindowDays
      }
      calendars {
        effectiveAt
        zone
      }
    }
  }
`);
/** A team from its members' point of view: its relationships, who waits for it now, and its promises. */
export function TeamPage() {
  const { id = '' } = useRoute().params;
  const texts = useTexts();
  const duration = useDuration();
  const moment = useMoment();
  return (
    <Asked query={TeamQuery} variables={{ id, ...moment }} missing={<Unknown>{texts.team.unknown}</Unknown>}>
      {({ team }) =>
        team ? (
          <>
            <h1>{team.name}</h1>
            <Facts
              facts={[
                [texts.register.mergedIntoName, team.mergedInto && <NamedTeam id={team.mergedInto} />],
                [texts.register.formerNames, team.formerNames.map(({ name }) => name).join(', ')],
                [texts.register.externalIds, team.externalIds.map(({ system, value }) => `${system}: ${value}`).join(', ')],
                [texts.about.acknowledge, duration(team.targets.at(-1)?.acknowledgeMinutes)],
                [texts.about.update, duration(team.targets.at(-1)?.updateMinutes)],
                [texts.team.zone, team.calendars.at(-1)?.zone],
                [
                  texts.nav.tickets,
                  <Linked to="/tickets" also={{ teamId: id, open: 'yes' }}>
                    {texts.tickets.openOnes}
                  </Linked>,
                ],
              ]}
            />
            <Relationships of={{ teamId: id }} />
            <Silences id="silences" of={{ teamId: id }} />
            <OpenPromises of={{ teamId: id }} />
            <FirstContacts teamId={id} />
          </>
        ) : (
          <Unknown>{texts.team.unknown}</Unknown>
        )
      }
    </Asked>
  );
}
