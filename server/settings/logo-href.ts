import type { Logo } from './settings.ts'

/** Where the province's logo is: another picture has another address, so each can be kept for ever. */
export function logoHref({ hash, type }: Logo): string {
  return `/logo/${logoFile({ hash, type })}`
}

export function logoFile({ hash, type }: Pick<Logo, 'hash' | 'type'>): string {
  return `${hash}.${type}`
}
