import { graphql, type ResultOf } from '../api/graphql.js';
import { useLocale, useTexts } from '../shell/texts.js';

/** The fields that displaying a score needs. */
export const ScoreFields = graphql(`
  fragment ScoreFields on RelationshipScore @_unmask {
    state
    value
    low
    high
    coverage
  }
`);
export type ScoreFigures = ResultOf<typeof ScoreFields>;

/**
 * A score as a bar from its lower to its upper bound, with a mark at its value: the width shows the uncertainty at a glance. An unknown
 * score looks unknown, not low.
 */
export function ScoreBar({ score }: { score: ScoreFigures }) {
  const texts = useTexts();
  const round = useRounded();
  const { value, low, high } = score;
  const coverage = texts.score.coverage(round(score.coverage * 100));
  if (value === null || low === null || high === null) {
    return (
      <span class="score unknown">
        <IntervalBar />
        <small>
          {texts.score.INSUFFICIENT_DATA}, {coverage}
        </small>
      </span>
    );
  }
  return (
    <span class="score" title={coverage}>
      <IntervalBar value={value} low={low} high={high} coverage={score.coverage} />
      <small>{texts.score.SCORED(round(value), round(low), round(high))}</small>
    </span>
  );
}

interface IntervalProps {
  /** From 0 to 100, like the bounds. */
  readonly value?: number | null;
  readonly low?: number | null;
  readonly high?: number | null;
  /** The measured share of the score, from 0 to 1; shown as the line at the bottom. */
  readonly coverage?: number;
}
/** Visual only (hidden from screen readers): the adjacent text contains the figures. */
export function IntervalBar({ value, low, high, coverage }: IntervalProps) {
  const isKnown =
    value !== null && value !== undefined && low !== null && low !== undefined && high !== null && high !== undefined;
  return (
    <svg class="interval-bar" viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">
      {isKnown ? (
        <rect class="all" width="100" height="12" />
      ) : (
        // Inset by half the stroke width, so that the border is inside the picture.
        <rect class="all unknown" x="0.5" y="0.5" width="99" height="11" />
      )}
      {isKnown && <rect class="interval" x={low} width={Math.max(1, high - low)} height="12" />}
      {isKnown && <rect class="value" x={value - 1} width="2.4" height="12" />}
      {coverage !== undefined && <rect class="coverage" y="10.5" width={coverage * 100} height="1.5" />}
    </svg>
  );
}

export function useRounded(digits = 0): (value: number) => string {
  const format = new Intl.NumberFormat(useLocale(), { maximumFractionDigits: digits, minimumFractionDigits: digits });
  return (value) => format.format(value);
}
/** Formats a proportion in whole percent; a dash when absent. */
export function usePercent(): (value: number | null | undefined) => string {
  const format = new Intl.NumberFormat(useLocale(), { style: 'percent' });
  return (value) => (typeof value === 'number' ? format.format(value) : '–');
}
/** Formats a number with its sign, so that it reads as a change; a dash when absent. */
export function useSigned(digits = 1): (value: number | null | undefined) => string {
  const places = { maximumFractionDigits: digits, minimumFractionDigits: digits };
  const format = new Intl.NumberFormat(useLocale(), { ...places, signDisplay: 'exceptZero' });
  return (value) => (typeof value === 'number' ? format.format(value) : '–');
}
