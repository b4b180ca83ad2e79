import { Linked } from '../parts/words.js';
import { useTexts } from '../shell/texts.js';

/** From an empty house to the first number. */
export function StartPage() {
  const { start, record } = useTexts();
  return (
    <>
      <h1>{start.heading}</h1>
      <h2>{start.lookAround}</h2>
      <p>{start.demo}</p>
      <pre>
        <code>
          EVENT_LOG=file:./data/demo/events.db VIEW_STORE=file:./data/demo/views.db npx rapport demo{'\n'}
          EVENT_LOG=file:./data/demo/events.db VIEW_STORE=file:./data/demo/views.db PORT=4001 npm start
        </code>
      </pre>
      <h2>{start.own}</h2>
      <ol>
        {(['registerDepartment', 'registerServiceTeam', 'adoptTargets', 'logTicket'] as const).map((command) => (
          <li key={command}>
            <Linked to={`/record/${command}`}>{record.commands[command]}</Linked>: {start.steps[command]}
          </li>
        ))}
        <li>
          <Linked to="/imports">{start.import}</Linked>: {start.importWhy}
        </li>
      </ol>
    </>
  );
}
