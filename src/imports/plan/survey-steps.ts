import type { BenchmarksPart, ResponsePart } from '../mapping/mapping.js';
import type { Cells } from '../values/cells.js';
import type { CompileContext, Step } from './step.js';

/** What a row says of others: a benchmark for each figure that it has whole. A value that is missing is not zero, and one of nobody knows how many is left out. */
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

/** What one person answered. A question without an answer is left out; whether what is left is an answer at all, the survey says. */
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
