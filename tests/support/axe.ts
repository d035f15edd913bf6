import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What axe finds wrong on the page as it is now, WCAG 2.2 AA and best practices: `rule: element`. */
export async function axeViolations(page: Page): Promise<string[]> {
  const { violations } = (await page.evaluate(
    `${source}; axe.run(document, { resultTypes: ['violations'] })`,
  )) as {
    violations: { id: string; nodes: { target: string[] }[] }[]
  }
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}`))
}
