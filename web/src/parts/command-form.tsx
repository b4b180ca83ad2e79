import { gql, type TypedDocumentNode } from '@urql/core';
import { useClient, useQuery } from '@urql/preact';
import { useId, useMemo, useState } from 'preact/hooks';
import { Failure, type Refusal, refusalsOf } from '../shell/asked.js';
import { useTexts } from '../shell/texts.js';
import { Linked, useCode } from './words.js';

/** What can be recorded by hand, and where what it made is to be read. */
export const COMMANDS = {
  logTicket: { payload: 'ticket { ticketId }', place: (made: Made) => `/tickets/${made.ticket!.ticketId}` },
  startInteraction: {
    payload: 'interaction { interactionId }',
    place: (made: Made) => `/interactions/${made.interaction!.interactionId}`,
  },
  giveInteractionFeedback: {
    payload: 'interaction { interactionId }',
    place: (made: Made) => `/interactions/${made.interaction!.interactionId}`,
  },
  endInteraction: {
    payload: 'interaction { interactionId }',
    place: (made: Made) => `/interactions/${made.interaction!.interactionId}`,
  },
  makeCommitment: {
    payload: 'commitment { commitmentId }',
    place: (made: Made) => `/streams/commitment-${made.commitment!.commitmentId}`,
  },
  fulfilCommitment: {
    payload: 'commitment { commitmentId }',
    place: (made: Made) => `/streams/commitment-${made.commitment!.commitmentId}`,
  },
  planTouchpoint: { payload: 'relationship { teamId departmentId }', place: relationshipOf },
  holdTouchpoint: { payload: 'relationship { teamId departmentId }', place: relationshipOf },
  registerDepartment: {
    payload: 'department { departmentId }',
    place: (made: Made) => `/departments/${made.department!.departmentId}`,
  },
  registerServiceTeam: { payload: 'team { teamId }', place: (made: Made) => `/teams/${made.team!.teamId}` },
  adoptTargets: { payload: 'team { teamId }', place: (made: Made) => `/teams/${made.team!.teamId}` },
} as const;
export type CommandName = keyof typeof COMMANDS;
type Made = Readonly<
  Partial<Record<'ticket' | 'interaction' | 'commitment' | 'relationship' | 'department' | 'team', Record<string, string>>>
>;
function relationshipOf({ relationship }: Made): string {
  return `/relationships/${relationship!.teamId}/${relationship!.departmentId}`;
}

/** Filled in by the explorer, or of no use to people. */
const HIDDEN: ReadonlySet<string> = new Set([
  'commandId',
  'correlationId',
  'causationId',
  'expectedRevision',
  'actor',
  'externalIds',
]);

// The schema about itself is not part of the types that are made from it.
const InputQuery: TypedDocumentNode<Answer, { name: string }> = gql(`
  query Input($name: String!) {
    __type(name: $name) {
      description
      inputFields {
        name
        description
        type { kind name enumValues { name } ofType { kind name enumValues { name } } }
      }
    }
    teams(first: 500) { edges { node { teamId name } } }
    departments(first: 500) { edges { node { departmentId name } } }
  }
`);
interface TypeAnswer {
  readonly kind: string;
  readonly name: string | null;
  readonly enumValues: readonly { readonly name: string }[] | null;
  readonly ofType?: TypeAnswer | null;
}
interface RawField {
  readonly name: string;
  readonly description: string | null;
  readonly type: TypeAnswer;
}
interface Answer {
  readonly __type: { readonly description: string | null; readonly inputFields: readonly RawField[] } | null;
  readonly teams: { readonly edges: readonly { readonly node: { readonly teamId: string; readonly name: string } }[] };
  readonly departments: {
    readonly edges: readonly { readonly node: { readonly departmentId: string; readonly name: string | null } }[];
  };
}
interface Field {
  readonly name: string;
  readonly description: string | null;
  readonly required: boolean;
  readonly list: boolean;
  readonly type: string;
  readonly values: readonly string[] | null;
}

/** A form for a command, made from what the schema says of its input: whatever the API takes can be entered, and nothing else. */
export function CommandForm({ command }: { command: CommandName }) {
  const { loading } = useTexts();
  const name = `${command.charAt(0).toUpperCase()}${command.slice(1)}Input`;
  const [{ data, error }] = useQuery({ query: InputQuery, variables: { name } });
  if (error) return <Failure error={error} />;
  if (!data?.__type) return <p aria-busy="true">{loading}</p>;
  const fields = data.__type.inputFields.map(fieldOf).filter((field) => !HIDDEN.has(field.name));
  return (
    <>
      <p class="why" lang="en">
        {data.__type.description}
      </p>
      <Form
        command={command}
        fields={fields.toSorted((a, b) => Number(b.required) - Number(a.required))}
        answer={data}
        input={name}
      />
    </>
  );
}

function fieldOf({ name, description, type }: RawField): Field {
  const required = type.kind === 'NON_NULL';
  const bare = (required ? type.ofType : type)!;
  const list = bare.kind === 'LIST';
  return {
    name,
    description,
    required,
    list,
    type: list ? 'String' : (bare.name ?? 'String'),
    values: bare.enumValues?.map((value) => value.name) ?? null,
  };
}

interface FormProps {
  readonly command: CommandName;
  readonly input: string;
  readonly fields: readonly Field[];
  readonly answer: Answer;
}

function Form({ command, input, fields, answer }: FormProps) {
  const { record, failure } = useTexts();
  const client = useClient();
  // The same until it was carried out: sent again after a lost answer, it is not recorded twice.
  const [commandId, setCommandId] = useState(newId);
  const [refusals, setRefusals] = useState<readonly (Refusal & { message: string })[]>([]);
  const [place, setPlace] = useState<string>();
  const [sending, setSending] = useState(false);
  const mutation = useMemo(
    () => gql(`mutation Record($input: ${input}!) { done: ${command}(input: $input) { ${COMMANDS[command].payload} } }`),
    [command, input],
  );
  const send = async (form: HTMLFormElement) => {
    setSending(true);
    setPlace(undefined);
    const { data, error } = await client.mutation<{ done: Made }>(mutation, { input: { ...valuesOf(form, fields), commandId } });
    setSending(false);
    if (error) {
      const refused = refusalsOf(error);
      setRefusals(refused.length > 0 ? refused : [{ message: failure.away }]);
      const field = refused.find((refusal) => refusal.field)?.field;
      if (field) (form.elements.namedItem(field) as HTMLElement | null)?.focus();
      return;
    }
    setRefusals([]);
    setCommandId(newId());
    setPlace(COMMANDS[command].place(data!.done));
    form.reset();
  };
  const general = refusals.filter(({ field }) => !fields.some(({ name }) => name === field));
  return (
    <form
      class="record"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send(event.currentTarget);
      }}
    >
      {place && (
        <p role="status">
          {record.done} <Linked to={place}>{record.show}</Linked>
        </p>
      )}
      {general.map(({ message, remedy }) => (
        <p key={message} role="alert" class="failure" lang="en">
          {message} {remedy}
        </p>
      ))}
      {fields.map((field) => (
        <FieldInput
          key={field.name}
          field={field}
          answer={answer}
          refusal={refusals.find((refusal) => refusal.field === field.name)}
        />
      ))}
      <button type="submit" aria-busy={sending} disabled={sending}>
        {record.send}
      </button>
    </form>
  );
}

interface FieldInputProps {
  readonly field: Field;
  readonly answer: Answer;
  readonly refusal: (Refusal & { message: string }) | undefined;
}

function FieldInput({ field, answer, refusal }: FieldInputProps) {
  const { record } = useTexts();
  const code = useCode();
  const id = useId();
  const { name, required, description, type, values } = field;
  const choices = values?.map((value) => [value, code(value)] as const) ?? choicesOf(name, answer);
  const attributes = {
    id,
    name,
    required,
    'aria-describedby': `${id}-about`,
    ...(refusal && { 'aria-invalid': true }),
  };
  return (
    <div class="field">
      <label for={id}>
        {(record.fields as Readonly<Record<string, string>>)[name] ?? plain(name)} {required && <span>({record.required})</span>}
      </label>
      {type === 'Boolean' ? (
        <select {...attributes}>
          <option value="" />
          <option value="true">{record.yes}</option>
          <option value="false">{record.no}</option>
        </select>
      ) : choices && !field.list ? (
        <select {...attributes}>
          <option value="" />
          {choices.map(([value, words]) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </select>
      ) : (
        <input {...attributes} type={type === 'DateTime' ? 'datetime-local' : type === 'Int' ? 'number' : 'text'} />
      )}
      <small id={`${id}-about`} lang="en">
        {refusal ? (
          <strong role="alert">
            {refusal.message} {refusal.remedy}
          </strong>
        ) : (
          description
        )}
      </small>
    </div>
  );
}

/** Teams and departments are chosen by their names. */
function choicesOf(name: string, { teams, departments }: Answer): readonly (readonly [string, string])[] | undefined {
  if (name === 'departmentId' || name === 'toDepartmentId')
    return departments.edges.map(({ node }) => [node.departmentId, node.name ?? node.departmentId]);
  if (name === 'teamId' || name === 'byTeamId') return teams.edges.map(({ node }) => [node.teamId, node.name]);
  return undefined;
}

function valuesOf(form: HTMLFormElement, fields: readonly Field[]): Record<string, unknown> {
  const given = new FormData(form);
  return Object.fromEntries(
    fields.flatMap((field) => {
      const text = (given.get(field.name) as string).trim();
      return text === '' ? [] : [[field.name, valueOf(text, field)]];
    }),
  );
}

function valueOf(text: string, { type, list }: Field): unknown {
  if (list) return text.split(',').map((word) => word.trim());
  if (type === 'Int') return Number(text);
  if (type === 'Boolean') return text === 'true';
  return type === 'DateTime' ? new Date(text).toISOString() : text;
}

/** `plannedFor` as `Planned for`. */
const plain = (name: string): string => {
  const words = name.replaceAll(/([A-Z])/g, ' $1').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/** `crypto.randomUUID` is there for addresses of this machine and HTTPS only. */
const newId = (): string =>
  `explorer-${Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
