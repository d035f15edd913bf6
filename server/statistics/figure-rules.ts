/** What a province decides about how figures are shown and judged. */
export interface FigureRules {
  /** Fewer respondents than this are not shown. */
  minimumCell: number
  /** Where fewer of those who were served have answered (percent), nothing is concluded; 0 for never. */
  coverageFloor: number
}
