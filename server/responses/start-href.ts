import type { TouchpointKind } from '../../db/schema.ts'

/** Where a touchpoint's form begins anew. A kiosk goes back to Vietnamese, whatever the last person chose. */
export function startHref({ code, kind }: { code: string; kind: TouchpointKind }): string {
  return `/r/${encodeURIComponent(code)}${kind === 'kiosk' ? '?lang=vi' : ''}`
}
