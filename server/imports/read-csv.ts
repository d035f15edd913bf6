import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import type { z } from 'zod'

/** What is wrong with a file, line by line, so that all of it can be mended at once. */
export class ImportProblem extends Error {
  readonly problems: readonly string[]

  constructor(file: string, problems: readonly string[]) {
    super(
      `${file} was not imported, nothing was changed:\n${problems.map((line) => `  - ${line}`).join('\n')}`,
    )
    this.problems = problems
  }
}

/**
 * Reads a CSV file (UTF-8, with or without BOM, first line = column names) whose lines have the given shape.
 * An empty cell is null. @throws {ImportProblem} naming line and column of everything that is wrong.
 */
export function readCsv<Row extends z.ZodType>(file: string, row: Row): z.infer<Row>[] {
  const lines = records(file)
  const problems: string[] = []
  const rows: z.infer<Row>[] = []
  lines.forEach(({ record, info }) => {
    const cells = Object.fromEntries(
      Object.entries(record).map(([name, value]) => [name, value === '' ? null : value]),
    )
    const parsed = row.safeParse(cells)
    if (parsed.success) rows.push(parsed.data)
    else
      for (const issue of parsed.error.issues)
        problems.push(`line ${info.lines}, ${issue.path.join('.') || 'columns'}: ${issue.message}`)
  })
  if (lines.length === 0) problems.push('it holds no lines below the column names')
  if (problems.length > 0) throw new ImportProblem(file, problems)
  return rows
}

function records(file: string): { record: Record<string, string>; info: { lines: number } }[] {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file))
    return parse(text, { columns: true, bom: true, trim: true, skip_empty_lines: true, info: true }) as never
  } catch (error) {
    throw new ImportProblem(file, [error instanceof Error ? error.message : String(error)])
  }
}
