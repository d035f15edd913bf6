import { describe, expect, it } from 'vitest'
import { clientScript } from '../support/client-script.ts'

interface PinScript {
  isPin(text: string): boolean
  storedPin(pin: string): Promise<object>
  matchesPin(pin: string, stored: object): Promise<boolean>
  pinWaitMs(tries: { count: number; lastAt: number }, now: number): number
}
const { isPin, storedPin, matchesPin, pinWaitMs } = await clientScript<PinScript>('kiosk/pin.js')

describe('The technician’s PIN', () => {
  it('is kept as what it can be checked by, never twice the same', async () => {
    const [first, second] = await Promise.all([storedPin('246810'), storedPin('246810')])
    expect(await matchesPin('246810', first)).toBe(true)
    expect(await matchesPin('246811', first)).toBe(false)
    expect(first).not.toEqual(second)
    expect(JSON.stringify(first)).not.toContain('246810')
  })

  it.each(['12345', '1234567890123', 'abcdef', '', ' 123456', '１２３４５６'])('is not %j', (text) => {
    expect(isPin(text)).toBe(false)
  })

  it('is not guessed: after three wrong tries each next one waits twice as long, five minutes at most', () => {
    const waits = [0, 2, 3, 4, 5, 20].map((count) => pinWaitMs({ count, lastAt: 1000 }, 1000))
    expect(waits).toEqual([0, 0, 2000, 4000, 8000, 300_000])
    expect(pinWaitMs({ count: 4, lastAt: 1000 }, 5001)).toBe(0)
  })

  it('does not lock out for days when the clock was set back', () => {
    expect(pinWaitMs({ count: 20, lastAt: 1_000_000_000 }, 0)).toBe(300_000)
  })
})
