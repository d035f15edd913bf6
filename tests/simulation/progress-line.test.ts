import { describe, expect, it } from 'vitest'
import { progressLine } from '../../server/simulation/progress-line.ts'
import { simulateCommand } from '../../server/simulation/simulate.command.ts'

/** What is written while 4,000 responses are recorded, 1,000 every `stepMs`. */
function written({ isTTY, stepMs }: { isTTY: boolean; stepMs: number }): string[] {
  let now = 0
  const texts: string[] = []
  const report = progressLine({ isTTY, write: (text) => texts.push(text) }, () => new Date(now))
  for (const done of [1000, 2000, 3000, 4000]) {
    now += stepMs
    report({ done, total: 4000 })
  }
  return texts
}

describe('The progress of a simulation', () => {
  it('is one line on a terminal, that renews itself four times a second at most', () => {
    expect(written({ isTTY: true, stepMs: 130 })).toEqual([
      '\r\u001b[K25 %, 1,000 of 4,000 simulated responses, 7,692/s, 0 s left',
      '\r\u001b[K75 %, 3,000 of 4,000 simulated responses, 7,692/s, 0 s left',
      '\r\u001b[K100 %, 4,000 of 4,000 simulated responses, 7,692/s\n',
    ])
  })

  it('is a plain line now and then in a log', () => {
    expect(written({ isTTY: false, stepMs: 2000 })).toEqual([
      '25 %, 1,000 of 4,000 simulated responses, 500/s, 6 s left\n',
      '100 %, 4,000 of 4,000 simulated responses, 500/s\n',
    ])
  })
})

describe('The simulate command', () => {
  it('names every option that is wrong before it opens a database', async () => {
    const args = { responses: 0, from: '2025-02-30', to: 'today', seed: -1 }
    await expect(simulateCommand(args)).rejects.toThrow(
      /--responses: must be at least 1\n--from: must be a date .*\n--to: must be a date .*\n--seed: must not be negative/,
    )
  })

  it('refuses a last day before the first', async () => {
    const args = { responses: 1, from: '2025-07-02', to: '2025-07-01', seed: 1 }
    await expect(simulateCommand(args)).rejects.toThrow('--to: must not be before --from')
  })
})
