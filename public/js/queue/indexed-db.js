// The few words of IndexedDB that the queue needs, as promises.

/**
 * @param {string} name
 * @param {number} version
 * @param {(database: IDBDatabase) => void} create makes the stores of a new database
 * @returns {Promise<IDBDatabase>}
 */
export function openDatabase(name, version, create) {
  const opening = indexedDB.open(name, version)
  opening.onupgradeneeded = () => create(opening.result)
  return resultOf(opening)
}

/**
 * @template T
 * @param {IDBRequest<T>} request
 * @returns {Promise<T>}
 */
export function resultOf(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}

/**
 * One transaction that is on the disk when it resolves: the browser's default lets a power cut take the last seconds.
 * @template T
 * @param {IDBDatabase} database
 * @param {string[]} stores
 * @param {(transaction: IDBTransaction) => T | Promise<T>} change awaits nothing but requests of this transaction
 * @returns {Promise<T>} rejects when it could not be stored; nothing is then
 */
export async function writeStrictly(database, stores, change) {
  const transaction = database.transaction(stores, 'readwrite', { durability: 'strict' })
  /** @type {Promise<void>} */
  const stored = new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve()
    transaction.onabort = () => reject(transaction.error)
  })
  try {
    const [result] = await Promise.all([change(transaction), stored])
    return result
  } catch (error) {
    // Half a change would be stored where not the database but `change` failed.
    if (transaction.error === null) abort(transaction)
    throw error
  }
}

/** @param {IDBTransaction} transaction */
function abort(transaction) {
  try {
    transaction.abort()
  } catch {
    // It is over already.
  }
}
