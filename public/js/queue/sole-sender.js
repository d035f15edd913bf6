// One sender among all pages of the browser that share a queue.

/**
 * @param {string} name of the lock
 * @returns {(send: () => Promise<void>) => Promise<boolean>} runs it unless another page is sending, and says whether
 *   it did
 */
export function soleSender(name) {
  return (send) =>
    navigator.locks.request(name, { ifAvailable: true }, async (lock) => {
      if (lock) await send()
      return lock !== null
    })
}
