import type { BenchmarksPart } from '../mapping/mapping.js';
import type { CompileContext, Step } from './step.js';

/** What a row says of others: a benchmark for each figure that it has whole. A value that is missing is not zero, and one of nobody knows how many is left out. */
export function benchmarkStep({ source, period, figures }: BenchmarksPart, { columns, fields }: CompileContext): Step {
  const sourceOf = columns.template(source, 'benchmarks.source');
  const periodOf = columns.template(period, 'benchmarks.period');
  const readers = figures.map(({ item, value, n }, i) =>
    fields.fields(
      { item, value: { column: value, as: 'hundredths' }, n: { column: n, as: 'integer' } },
      `benchmarks.figures[${i}]`,
    ),
  );
  return (draft) => {
    const { cells } = draft.row;
    const of = { source: sourceOf(cells), period: periodOf(cells) };
    for (const read of readers) {
      const figure = read(cells);
      if (figure['value'] !== undefined && figure['n'] !== undefined) draft.publish({ ...of, ...figure });
    }
  };
}
