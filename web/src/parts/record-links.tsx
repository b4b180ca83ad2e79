import type { CommandName } from '../pages/record/commands.js';
import { useMay } from '../shell/may.js';
import { useMoment } from '../shell/moment.js';
import { useTexts } from '../shell/texts.js';
import { Linked } from './words.js';

/**
 * Links to the commands that the user may record about the page's subject, with known fields filled in. Hidden when the page shows the
 * past.
 */
export function RecordLinks({
  commands,
  prefill,
}: {
  commands: readonly CommandName[];
  prefill: Readonly<Record<string, string | null>>;
}) {
  const { record } = useTexts();
  const { asOf, knownAt } = useMoment();
  const may = useMay();
  const allowed = commands.filter((command) => may(`Mutation ${command}`));
  if (asOf || knownAt || allowed.length === 0) return null;
  const also = Object.fromEntries(Object.entries(prefill).filter((entry): entry is [string, string] => entry[1] !== null));
  return (
    <ul class="record-links no-print" aria-label={record.heading}>
      {allowed.map((command) => (
        <li key={command}>
          <Linked to={`/record/${command}`} also={also}>
            {record.commands[command]}
          </Linked>
        </li>
      ))}
    </ul>
  );
}
