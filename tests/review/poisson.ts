import { createRandom } from '../../server/simulation/random.ts'

/** Numbers of events that come by chance alone, `mean` on average: arrivals are counted until their time is used up. */
export function createPoisson(...seed: readonly (string | number)[]): (mean: number) => number {
  const { fraction } = createRandom(...seed)
  return (mean) => {
    let count = 0
    for (let product = fraction(); product > Math.exp(-mean); product *= fraction()) count++
    return count
  }
}
