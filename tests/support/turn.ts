/** Lets the rest of the process have its turn: SQLite answers without one, and whoever only asks it would wait for ever. */
export function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
