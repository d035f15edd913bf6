/** The part of jstat (which ships no types) that this project uses. */
declare module 'jstat' {
  const jStat: {
    beta: {
      /** Quantile of Beta(alpha, beta) at `probability` (0..1); off by less than 1e-9 up to millions of answers. */
      inv(probability: number, alpha: number, beta: number): number
    }
  }
  export default jStat
}
