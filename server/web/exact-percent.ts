/** A percentage is printed with two decimals, and with more where two would say the opposite of the verdict beside it. */
const DECIMALS = 2

/**
 * `satisfied` of `answered` (whole, answered > 0) in percent, with a point, rounded half up on the exact fraction.
 * A share below `threshold` (percent, at most two decimals) never prints as the threshold or more, one that is not
 * everybody never as 100.00, one that is somebody never as 0.00: 89,996 of 100,000 prints 89.996 beside «90 % not reached».
 */
export function exactPercent(satisfied: number, answered: number, threshold: number | null): string {
  const limits = [threshold === null ? 0 : Math.round(threshold * 100), 10_000].map(BigInt)
  const part = BigInt(satisfied)
  const whole = BigInt(answered)
  for (let decimals = DECIMALS; ; decimals++) {
    const scale = 10n ** BigInt(decimals)
    const rounded = (part * 100n * scale * 2n + whole) / (2n * whole)
    const isMisleading =
      (rounded === 0n && part > 0n) ||
      limits.some((limit) => part * 10_000n < limit * whole && rounded * 100n >= limit * scale)
    if (!isMisleading) return decimal(rounded, decimals)
  }
}

function decimal(scaled: bigint, decimals: number): string {
  const digits = String(scaled).padStart(decimals + 1, '0')
  return `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`
}
