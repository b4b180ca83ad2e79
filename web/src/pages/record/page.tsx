import { useRoute } from 'preact-iso';
import { type CommandName, commandOf, COMMANDS } from './commands.js';
import { CommandForm } from './form.js';
import { Linked } from '../../parts/words.js';
import { recordables, useMay } from '../../shell/may.js';
import { useTexts } from '../../shell/texts.js';

/** Records commands by hand, for users without another front end. */
export function RecordPage() {
  const { what } = useRoute().params;
  const { record } = useTexts();
  const may = useMay();
  const begun = recordables(may).filter((each) => !commandOf(each).answers);
  const command = Object.keys(COMMANDS).find((each): each is CommandName => each === what);
  return (
    <>
      <h1>{command ? record.commands[command] : record.heading}</h1>
      {command ? (
        <CommandForm key={command} command={command} />
      ) : (
        <>
          <p class="why">{record.why}</p>
          <ul>
            {begun.map((each) => (
              <li key={each}>
                <Linked to={`/record/${each}`}>{record.commands[each]}</Linked>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
