// Draws the chart above each table from the JSON beside its canvas, and saves it as a picture.

import { chartConfig } from './chart-config.js'
import { saveChart } from './save-chart.js'

/** @typedef {import('./chart-config.js').ChartData} ChartData */

const { Chart } = /** @type {{ Chart: typeof import('chart.js').Chart }} */ (
  /** @type {unknown} */ (globalThis)
)

// Text measured before the font has come would stand in the wrong place.
document.fonts.ready.then(() => {
  Chart.defaults.font.family = getComputedStyle(document.body).fontFamily
  Chart.defaults.font.size = 14
  for (const figure of document.querySelectorAll('[data-chart]')) draw(figure)
})

/** @param {Element} figure */
function draw(figure) {
  const canvas = figure.querySelector('canvas')
  const json = figure.querySelector('script[type="application/json"]')
  if (!canvas || !json) return
  const data = /** @type {ChartData} */ (JSON.parse(json.textContent ?? ''))
  const chart = new Chart(canvas, chartConfig(data, look()))
  figure.querySelector('[data-save-chart]')?.addEventListener('click', () => saveChart(chart, data))
}

/** Colours and movement as the page has them. */
function look() {
  const style = getComputedStyle(document.documentElement)
  const colour = (/** @type {string} */ name) => style.getPropertyValue(name).trim()
  return {
    ink: colour('--ink'),
    soft: colour('--ink-soft'),
    line: colour('--line'),
    accent: colour('--accent'),
    band: colour('--chart-band'),
    locale: document.documentElement.lang === 'vi' ? 'vi-VN' : 'en-GB',
  }
}
