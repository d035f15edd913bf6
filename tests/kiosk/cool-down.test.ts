import { describe, expect, it } from 'vitest'
import { clientScript } from '../support/client-script.ts'

interface CoolDown {
  flag(): 'cool_down' | null
  begin(): void
}
const { createCoolDown } = await clientScript<{ createCoolDown(now: () => number): CoolDown }>(
  'kiosk/cool-down.js',
)

describe('Ratings one after the other', () => {
  /** Rates at these seconds. */
  const flags = (seconds: readonly number[]) => {
    let now = 0
    const coolDown = createCoolDown(() => now)
    return seconds.map((second) => {
      now = second * 1000
      const flag = coolDown.flag()
      coolDown.begin()
      return flag
    })
  }

  it('count where the next person comes fifteen seconds later', () => {
    expect(flags([0, 15, 30, 45])).toEqual([null, null, null, null])
  })

  it('count once where somebody plays with the buttons: 30 presses in 20 seconds (F58)', () => {
    const presses = Array.from({ length: 30 }, (_, press) => (press * 20) / 30)
    expect(flags(presses)).toEqual([null, ...Array.from({ length: 29 }, () => 'cool_down')])
  })

  it('count again when the playing has stopped', () => {
    expect(flags([0, 10, 20, 35])).toEqual([null, 'cool_down', 'cool_down', null])
  })
})
