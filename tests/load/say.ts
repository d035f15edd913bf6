/** Progress, apart from the figures on standard output. */
export function say(text: string): void {
  process.stderr.write(`${text}\n`)
}
