// What a row of keys means, while it is being typed. The server has the last word (server/entries/slip.ts).

/**
 * @typedef {{ boxes: readonly string[], isRequired: boolean }} Position the words beside its boxes, in their order
 * @typedef {'missing' | 'box' | 'end'} KeyProblem a box must be ticked there, there is no such box, there are too many keys
 */

/**
 * The words of what is typed at each position: null where nothing is typed that it knows, '' where no box is ticked.
 * @param {string} keys
 * @param {readonly Position[]} positions
 * @returns {(string | null)[]}
 */
export function typedWords(keys, positions) {
  return positions.map(({ boxes }, index) => {
    const key = keys[index]
    return key === '0' || key === ' ' ? '' : (boxes[Number(key) - 1] ?? null)
  })
}

/**
 * The first thing that is wrong, and at which position (from 1). While a slip is not yet finished, what comes later
 * may still be missing.
 * @param {string} keys
 * @param {readonly Position[]} positions
 * @param {{ isFinished: boolean }} state
 * @returns {{ at: number, problem: KeyProblem } | null}
 */
export function keyProblem(keys, positions, { isFinished }) {
  for (const [index, { boxes, isRequired }] of positions.entries()) {
    const key = keys[index]
    if (key === undefined && !isFinished) return null
    const box = Number((key ?? ' ').replace(' ', '0'))
    if (!(box >= 0 && box <= boxes.length)) return { at: index + 1, problem: 'box' }
    if (box === 0 && isRequired) return { at: index + 1, problem: 'missing' }
  }
  return keys.trimEnd().length > positions.length ? { at: positions.length + 1, problem: 'end' } : null
}

/**
 * A random UUID (version 4). crypto.randomUUID is not there on plain http addresses.
 * @param {(bytes: Uint8Array<ArrayBuffer>) => Uint8Array} fill with random bytes
 */
export function randomKey(fill) {
  const bytes = fill(new Uint8Array(16))
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5')
}
