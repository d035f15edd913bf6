import { createHash } from 'node:crypto'

/** Chance that can be repeated: the same seed gives the same numbers on every machine. */
export interface Random {
  /** A whole number, 0 .. 2³² − 1. */
  word(): number
  /** A fraction, 0 <= f < 1. */
  fraction(): number
  /** Standard normal: mean 0, deviation 1. */
  normal(): number
}

/** xoshiro128** (Blackman and Vigna), started from the SHA-256 of everything that the numbers may depend on. */
export function createRandom(...seed: readonly (string | number)[]): Random {
  const digest = createHash('sha256').update(JSON.stringify(seed)).digest()
  let a = digest.readInt32LE(0)
  let b = digest.readInt32LE(4)
  let c = digest.readInt32LE(8)
  let d = digest.readInt32LE(12)

  function word(): number {
    const result = Math.imul(rotated(Math.imul(b, 5), 7), 9)
    const shifted = b << 9
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= shifted
    d = rotated(d, 11)
    return result >>> 0
  }

  const fraction = () => word() / 2 ** 32

  /** Marsaglia's polar method; the second number of each pair is let go, so that a draw keeps no state. */
  function normal(): number {
    for (;;) {
      const x = 2 * fraction() - 1
      const y = 2 * fraction() - 1
      const square = x * x + y * y
      if (square > 0 && square < 1) return x * Math.sqrt((-2 * Math.log(square)) / square)
    }
  }

  return { word, fraction, normal }
}

function rotated(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits))
}

/** A draw of the index of one of the weights, in proportion to them. */
export function weightedDraw(weights: readonly number[]): (random: Random) => number {
  let total = 0
  const limits = weights.map((weight) => {
    total += weight
    return total
  })
  return (random) => {
    const point = random.fraction() * total
    let index = 0
    while (index < limits.length - 1 && point >= (limits[index] as number)) index++
    return index
  }
}

/** One of the choices, all equally likely. */
export function oneOf<T>(choices: readonly T[], random: Random): T {
  return choices[Math.floor(random.fraction() * choices.length)] as T
}
