import type { InteractionPart, BenchmarksPart, ResponsePart } from '../mapping/mapping.js';
import { RowRejection } from '../values/rejection.js';
import type { RowDraft } from './row-draft.js';
import { firstTime, type CompileContext, type Step } from './step.js';
import type { Cells } from '../values/cells.js';

/** Starts the contact in which a ticket was opened: people met, though the source gives neither its duration nor its end. */
export function interactionStep(context: CompileContext): Step {
  const part = context.mapping.interaction;
  if (part === undefined) return () => undefined;
  const contact = contactReader(part, context);
  return (draft) => {
    if (!draft.opens || !contact.isOne(draft)) return;
    const team = context.teamOf(draft.row.cells) ?? part.teamWhenMissing;
    if (team === undefined || draft.departmentId === undefined) return;
    draft.registerTeam(team);
    const at = contact.at(draft) ?? draft.openedAt ?? draft.row.at;
    draft.startContact({ ...contact.values(draft), teamId: team.id }, at, [draft.id]);
  };
}

/** For mappings that open no tickets: each record is a contact, about tickets of another import or none. */
export function contactStep(part: InteractionPart, context: CompileContext): Step {
  const contact = contactReader(part, context);
  const ticketOf = part.ticket === undefined ? () => undefined : context.columns.template(part.ticket, 'interaction.ticket');
  const { ticketSeparator } = part;
  return (draft) => {
    if ((draft.contact !== null && draft.previous !== undefined) || !contact.isOne(draft)) return;
    const team = context.teamOf(draft.row.cells) ?? part.teamWhenMissing;
    if (team === undefined) {
      const { column = 'registers.teams' } = context.mapping.registers.teams ?? {};
      throw new RowRejection('MISSING_VALUE', `${column}: no team is given, but a contact is between a team and a department`);
    }
    draft.registerTeam(team);
    const named = ticketOf(draft.row.cells);
    const tickets = named === undefined ? [] : ticketSeparator === undefined ? [named] : named.split(ticketSeparator);
    const about = tickets.map((ticket) => ticket.trim()).filter((ticket) => ticket !== '');
    draft.startContact({ ...contact.values(draft), teamId: team.id }, contact.at(draft) ?? draft.row.at, about);
  };
}

function contactReader(part: InteractionPart, { columns, fields, times }: CompileContext) {
  const values = fields.fields(part.fields, 'interaction.fields');
  const excluded = part.unless === undefined ? () => false : columns.test(part.unless, 'interaction.unless');
  const momentOf = part.at === undefined ? () => undefined : firstTime(part.at, 'interaction.at', times);
  return {
    /** An autoresponder or a private note is no contact between people. */
    isOne: ({ row }: RowDraft) => !row.automatic && !row.private && !excluded(row.cells),
    values: ({ row }: RowDraft) => values(row.cells),
    at: ({ row }: RowDraft) => momentOf(row.cells),
  };
}

/**
 * Publishes benchmarks: one for each complete figure of a row. A missing value is not zero, and a value without a count is
 * left out.
 */
export function benchmarkStep({ source, period, figures }: BenchmarksPart, { fields }: CompileContext): Step {
  const ofWhom = fields.fields({ source, period }, 'benchmarks');
  const readers = figures.map(({ item, value, n }, i) =>
    fields.fields(
      { item, value: { column: value, as: 'hundredths' }, n: { column: n, as: 'integer' } },
      `benchmarks.figures[${i}]`,
    ),
  );
  return (draft) => {
    const { cells } = draft.row;
    const of = ofWhom(cells);
    for (const read of readers) {
      const figure = read(cells);
      if (figure['value'] !== undefined && figure['n'] !== undefined) draft.publish({ ...of, ...figure });
    }
  };
}

/** Submits one person's answers. Leaves out unanswered questions; the survey decides whether the rest is a valid answer. */
export function responseStep(part: ResponsePart, { columns, fields }: CompileContext): Step {
  const { surveyId, respondentRef, scale, answers } = part;
  const whoseOf = fields.fields({ surveyId, respondentRef }, 'response');
  const notApplicable = new Set(part.notApplicable);
  const readers = Object.entries(answers).map(([itemId, column]) => {
    const field = `response.answers.${itemId}`;
    const textOf = columns.compared(column, field);
    const answerOf = fields.fields({ value: scale === undefined ? { column, as: 'integer' } : { column, values: scale } }, field);
    return (cells: Cells) => {
      const text = textOf(cells);
      if (text === undefined) return [];
      return [{ itemId, ...(notApplicable.has(text) ? { notApplicable: true } : answerOf(cells)) }];
    };
  });
  return (draft) => {
    const { cells } = draft.row;
    draft.answer({ ...whoseOf(cells), answers: readers.flatMap((read) => read(cells)) });
  };
}
