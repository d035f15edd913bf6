// Responses that wait in the browser's database until the server has them.

import { openDatabase, resultOf, writeStrictly } from './indexed-db.js'

/**
 * A response that waits. `body` is the exact JSON text that is posted; a kiosk's item has its seal besides.
 * @typedef {{ sequence: number, submissionKey: string, body: string, at: string }} Item
 */

/**
 * A response that the server will not take, with the reason; the item is kept as it is.
 * @typedef {{ id: number, item: Item, problem: string }} DeadLetter
 */

/**
 * The last number that was given, and the hash by which the next response names this one.
 * @typedef {{ sequence: number, hash: string }} Head
 */

/** @typedef {Awaited<ReturnType<typeof openResponseQueue>>} ResponseQueue */

const START = { sequence: 0, hash: '0'.repeat(64) }

/**
 * Opens the queue of that name, with a store of settings beside it for whoever must keep more.
 * @param {string} name
 */
export async function openResponseQueue(name) {
  const database = await openDatabase(name, 1, (created) => {
    created.createObjectStore('waiting', { keyPath: 'sequence' })
    created.createObjectStore('dead', { keyPath: 'id', autoIncrement: true })
    created.createObjectStore('settings')
  })
  const read = (/** @type {string} */ store) => database.transaction(store).objectStore(store)

  return {
    /**
     * Gives the response a number and keeps it. Sealing takes longer than a transaction lives: it is done before, and
     * again if another page has used the number meanwhile.
     * @param {(head: Head) => Promise<{ item: Item, hash: string }>} seal
     */
    async append(seal) {
      for (;;) {
        const head = await readHead(read('settings'))
        const { item, hash } = await seal(head)
        const isStored = await writeStrictly(database, ['waiting', 'settings'], async (transaction) => {
          const settings = transaction.objectStore('settings')
          if ((await readHead(settings)).sequence !== head.sequence) return false
          settings.put({ sequence: item.sequence, hash }, 'head')
          transaction.objectStore('waiting').add(item)
          return true
        })
        if (isStored) return item
      }
    },

    /**
     * The oldest, in order.
     * @param {number} most
     * @returns {Promise<Item[]>}
     */
    first: (most) => resultOf(read('waiting').getAll(null, most)),

    /** @returns {Promise<Item[]>} */
    all: () => resultOf(read('waiting').getAll()),

    length: () => resultOf(read('waiting').count()),

    head: () => readHead(read('settings')),

    /**
     * Forgets what the server has, and puts aside what it will not take: both at once, or neither.
     * @param {{ delivered: readonly number[], dead: readonly { sequence: number, problem: string }[] }} results
     */
    settle: ({ delivered, dead }) =>
      writeStrictly(database, ['waiting', 'dead'], async (transaction) => {
        const waiting = transaction.objectStore('waiting')
        for (const sequence of delivered) waiting.delete(sequence)
        for (const { sequence, problem } of dead) {
          const item = await resultOf(waiting.get(sequence))
          if (!item) continue
          transaction.objectStore('dead').add({ item, problem })
          waiting.delete(sequence)
        }
      }),

    /** @returns {Promise<DeadLetter[]>} */
    deadLetters: () => resultOf(read('dead').getAll()),

    deadCount: () => resultOf(read('dead').count()),

    /**
     * Lets them wait again, as they are: same number, same bytes.
     * @param {readonly DeadLetter[]} letters
     */
    retry: (letters) =>
      writeStrictly(database, ['waiting', 'dead'], (transaction) => {
        for (const { id, item } of letters) {
          transaction.objectStore('waiting').put(item)
          transaction.objectStore('dead').delete(id)
        }
      }),

    /**
     * For good: a person has seen what became of them.
     * @param {readonly DeadLetter[]} letters
     */
    forget: (letters) =>
      writeStrictly(database, ['dead'], (transaction) => {
        for (const { id } of letters) transaction.objectStore('dead').delete(id)
      }),

    /**
     * Puts everything aside that waits, and begins to count anew.
     * @param {string} problem
     */
    putAside: (problem) =>
      writeStrictly(database, ['waiting', 'dead', 'settings'], async (transaction) => {
        const waiting = transaction.objectStore('waiting')
        for (const item of await resultOf(waiting.getAll())) {
          transaction.objectStore('dead').add({ item, problem })
        }
        waiting.clear()
        transaction.objectStore('settings').clear()
      }),

    /**
     * @param {string} key
     * @returns {Promise<any>} undefined where nothing was kept
     */
    setting: (key) => resultOf(read('settings').get(key)),

    /**
     * Changes one setting; no other page can change it in between.
     * @template T
     * @param {string} key
     * @param {(before: any) => T} change
     * @returns {Promise<T>}
     */
    change: (key, change) =>
      writeStrictly(database, ['settings'], async (transaction) => {
        const settings = transaction.objectStore('settings')
        const after = change(await resultOf(settings.get(key)))
        settings.put(after, key)
        return after
      }),
  }
}

/**
 * @param {IDBObjectStore} settings
 * @returns {Promise<Head>}
 */
async function readHead(settings) {
  return (await resultOf(settings.get('head'))) ?? START
}
