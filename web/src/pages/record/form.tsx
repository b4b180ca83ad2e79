import { gql } from '@urql/core';
import { useClient, useQuery } from '@urql/preact';
import { useLocation } from 'preact-iso';
import { useId, useMemo, useState } from 'preact/hooks';
import { useByName } from '../../parts/by-name.js';
import { Linked, useCode } from '../../parts/words.js';
import { SidesQuery } from '../../api/sides.js';
import { useZone } from '../../parts/zone.js';
import { Failure } from '../../shell/asked.js';
import { type EverySide, useEverySide } from '../../shell/every-side.js';
import { byField, isAbout, RefusalAtField, type Refused, refusalsOf, RefusalWords } from '../../shell/refusals.js';
import { useMay, useReachable } from '../../shell/may.js';
import { useLocale, useTexts } from '../../shell/texts.js';
import { type CommandName, commandOf, type Made } from './commands.js';
import { type Answer, choicesOf, type Field, fieldsOf, freshIdOf, InputQuery, newId, valuesOf } from './fields.js';

/** A form for a command, generated from the schema of its input: it offers exactly the fields that the API accepts. */
export function CommandForm({ command }: { command: CommandName }) {
  const { loading } = useTexts();
  const locale = useLocale();
  const name = `${command.charAt(0).toUpperCase()}${command.slice(1)}Input`;
  const [{ data, error }] = useQuery({ query: InputQuery, variables: { name } });
  const { sides, error: noSides } = useEverySide(SidesQuery, {});
  if (error ?? noSides) return <Failure error={(error ?? noSides)!} />;
  if (!data?.__type || !sides) return <p aria-busy="true">{loading}</p>;
  return (
    <>
      {locale === 'en' && <p class="why">{data.__type.description}</p>}
      <Form command={command} answer={data} sides={sides} input={name} />
    </>
  );
}

interface FormProps {
  readonly command: CommandName;
  readonly input: string;
  readonly answer: Answer;
  readonly sides: EverySide<typeof SidesQuery>;
}

function Form({ command, input, answer, sides }: FormProps) {
  const { record, failure, reasons } = useTexts();
  const client = useClient();
  const zone = useZone();
  const { payload, shown, speaker } = commandOf(command);
  const raw = answer.__type!.inputFields;
  const { first, more } = useMemo(() => fieldsOf(raw, shown), [raw, shown]);
  const fields = [...first, ...more];
  // Idempotency key: kept until the command succeeds, so that resending after a lost answer does not record it twice.
  const [commandId, setCommandId] = useState(() => newId('explorer'));
  const [refusals, setRefusals] = useState<readonly Refused[]>([]);
  const [made, setMade] = useState<Made>();
  const [sending, setSending] = useState(false);
  const mutation = useMemo(
    () => gql(`mutation Record($input: ${input}!) { done: ${command}(input: $input) { ${payload} } }`),
    [command, input],
  );
  const refuse = (form: HTMLFormElement, refused: readonly Refused[]) => {
    setRefusals(refused);
    const wrong = fields.find(({ name }) => refused.some((refusal) => isAbout(name, refusal)));
    if (wrong) (form.elements.namedItem(wrong.name) as HTMLElement | null)?.focus();
  };
  const send = async (form: HTMLFormElement) => {
    setMade(undefined);
    const entered = valuesOf(form, fields, zone);
    const missing = fields.filter(({ name, required }) => required && entered[name] === undefined);
    if (missing.length > 0)
      return refuse(
        form,
        missing.map(({ name }) => ({ field: name, message: reasons.MISSING })),
      );
    setSending(true);
    const values = {
      ...entered,
      ...(speaker !== undefined && entered[speaker] !== undefined && { actor: { kind: 'REQUESTER', ref: entered[speaker] } }),
      ...(raw.some(({ name }) => name === 'organizationId') && answer.settings),
      commandId,
    };
    const { data, error } = await client.mutation<{ done: Made }>(mutation, { input: values });
    setSending(false);
    if (error) {
      const refused = refusalsOf(error).flatMap(byField);
      return refuse(form, refused.length > 0 ? refused : [{ message: failure.away }]);
    }
    setRefusals([]);
    setCommandId(newId('explorer'));
    setMade(data!.done);
  };
  const general = refusals.filter((refusal) => !fields.some(({ name }) => isAbout(name, refusal)));
  const shownField = (field: Field) => (
    <FieldInput
      // A new key after success clears the field.
      key={`${commandId} ${field.name}`}
      field={field}
      command={command}
      sides={sides}
      refusal={refusals.find((refusal) => isAbout(field.name, refusal))}
    />
  );
  return (
    <form
      class="record"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send(event.currentTarget);
      }}
    >
      {made && <Recorded command={command} made={made} />}
      {general.map((refusal) => (
        <div key={`${refusal.message} ${refusal.field}`} role="alert" class="failure">
          <RefusalWords refusal={refusal} />
        </div>
      ))}
      {first.map(shownField)}
      {more.length > 0 && (
        <details open={refusals.some((refusal) => more.some(({ name }) => isAbout(name, refusal)))}>
          <summary>{record.more}</summary>
          {more.map(shownField)}
        </details>
      )}
      <button type="submit" aria-busy={sending} disabled={sending}>
        {record.send}
      </button>
    </form>
  );
}

/** The confirmation: a link to the record, and follow-up commands about it. */
function Recorded({ command, made }: { command: CommandName; made: Made }) {
  const { record } = useTexts();
  const { place, next = [] } = commandOf(command);
  return (
    <div role="status">
      <p>
        {record.done} <Linked to={place(made)}>{record.show}</Linked>
      </p>
      {next.length > 0 && (
        <ul>
          {next.map(([following, prefill]) => (
            <li key={following}>
              <Linked to={`/record/${following}`} also={prefill(made)}>
                {record.commands[following as CommandName]}
              </Linked>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

interface FieldInputProps {
  readonly field: Field;
  readonly command: CommandName;
  readonly sides: EverySide<typeof SidesQuery>;
  readonly refusal: Refused | undefined;
}

function FieldInput({ field, command, sides, refusal }: FieldInputProps) {
  const { record } = useTexts();
  const locale = useLocale();
  const { query } = useLocation();
  const code = useCode();
  const reachable = useReachable();
  const byName = useByName();
  const id = useId();
  const { name, required, description, type, values, list } = field;
  const choices =
    type === 'Boolean'
      ? [['true', record.yes] as const, ['false', record.no] as const]
      : (values?.map((value) => [value, code(value)] as const) ??
        choicesOf(name, command.startsWith('register'), sides, reachable, byName));
  // Prefilled from the linking page, or with the only available option.
  const [only, ...others] = required && choices ? choices : [];
  const initial = query[name] ?? (only && others.length === 0 ? only[0] : (freshIdOf(command, name) ?? ''));
  const [given] = useState(initial);
  const attributes = {
    id,
    name,
    required,
    defaultValue: given,
    'aria-describedby': `${id}-about`,
    ...(refusal && { 'aria-invalid': true }),
  };
  return (
    <div class="field">
      <label for={id}>
        {(record.fields as Readonly<Record<string, string>>)[name] ?? name} {required && <span>({record.required})</span>}
      </label>
      {choices && !list ? (
        <select {...attributes}>
          <option value="" />
          {choices.map(([value, words]) => (
            <option key={value} value={value} selected={value === given}>
              {words}
            </option>
          ))}
        </select>
      ) : name === 'description' || name === 'comment' ? (
        <textarea {...attributes} />
      ) : (
        <input {...attributes} type={type === 'DateTime' ? 'datetime-local' : type === 'Int' ? 'number' : 'text'} />
      )}
      <div class="about" id={`${id}-about`}>
        {refusal ? (
          <div role="alert">
            <RefusalAtField refusal={refusal} />
          </div>
        ) : (
          // The schema's descriptions are in English only; readers of other languages see just the field names.
          locale === 'en' && description
        )}
        {required && choices?.length === 0 && <NothingToChoose side={/team/i.test(name) ? 'team' : 'department'} />}
      </div>
    </div>
  );
}

/** In place of an empty list without which the form cannot be sent: what comes first, and where. */
function NothingToChoose({ side }: { side: 'team' | 'department' }) {
  const { record } = useTexts();
  const command: CommandName = side === 'team' ? 'registerServiceTeam' : 'registerDepartment';
  if (!useMay()(`Mutation ${command}`)) return <p>{record.nothingToChoose.forOthers}</p>;
  return (
    <p>
      {record.nothingToChoose.first} <Linked to={`/record/${command}`}>{record.commands[command]}</Linked>
    </p>
  );
}
