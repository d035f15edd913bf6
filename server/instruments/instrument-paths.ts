/** Where staff find a published version. */
export function versionPath(id: string): string {
  return `/instruments/versions/${encodeURIComponent(id)}`
}

/** Where staff write the next version of a questionnaire. */
export function draftPath(instrumentId: string): string {
  return `/instruments/drafts/${encodeURIComponent(instrumentId)}`
}
