// What Chart.js is told: shares as points, their intervals as a band or as bars, the threshold as a dashed line.

import { intervalBars, paper, thresholdMarks } from './chart-marks.js'

/**
 * @typedef {object} ChartData percentages 0..100; null where there is no figure
 * @property {'months' | 'categories'} kind
 * @property {string} title
 * @property {string} subtitle
 * @property {string} fileName
 * @property {string[]} labels
 * @property {(number | null)[]} shares
 * @property {([number, number] | null)[]} intervals
 * @property {(number | null)[]} thresholds
 * @property {(string | null)[]} shareTexts as the table prints them
 * @property {(string | null)[]} thresholdTexts
 * @property {{ share: string, interval: string, threshold: string }} words
 */

/**
 * @typedef {object} Look
 * @property {string} ink
 * @property {string} soft
 * @property {string} line
 * @property {string} accent
 * @property {string} band
 * @property {string} locale
 */

/** @typedef {import('chart.js').ChartConfiguration<'line', (number | null)[]>} Config */

/**
 * @param {ChartData} data
 * @param {Look} look
 * @returns {Config}
 */
export function chartConfig(data, look) {
  return data.kind === 'months' ? months(data, look) : categories(data, look)
}

/**
 * Over time: a line with its band, and gaps where nothing is known.
 * @param {ChartData} data
 * @param {Look} look
 * @returns {Config}
 */
function months(data, look) {
  const { labels, shares, intervals, thresholds, words } = data
  const edge = { borderWidth: 0, pointRadius: 0, pointHitRadius: 0, backgroundColor: look.band }
  return {
    type: 'line',
    data: {
      labels,
      datasets: [
        {
          label: words.threshold,
          data: thresholds,
          borderColor: look.ink,
          borderDash: [4, 3],
          borderWidth: 2,
          pointRadius: 0,
          pointStyle: 'line',
          stepped: 'middle',
        },
        {
          label: words.share,
          data: shares,
          borderColor: look.accent,
          backgroundColor: look.accent,
          borderWidth: 2.5,
          pointRadius: 4,
        },
        {
          ...edge,
          label: words.interval,
          pointStyle: 'rect',
          data: intervals.map((interval) => interval?.[0] ?? null),
        },
        { ...edge, label: '', data: intervals.map((interval) => interval?.[1] ?? null), fill: '-1' },
      ],
    },
    options: {
      ...shared(data, look),
      scales: { y: percentages(data, look), x: { grid: { display: false }, ticks: { color: look.ink } } },
    },
    plugins: [paper],
  }
}

/**
 * Side by side, in the order of the table: a point with its interval, and the threshold of each.
 * @param {ChartData} data
 * @param {Look} look
 * @returns {Config}
 */
function categories(data, look) {
  const { labels, shares, words } = data
  return {
    type: 'line',
    data: {
      labels,
      datasets: [
        // Drawn by a plug-in; here for the legend.
        {
          label: words.threshold,
          data: [],
          borderColor: look.ink,
          borderDash: [4, 3],
          borderWidth: 2,
          pointStyle: 'line',
        },
        {
          label: words.interval,
          data: [],
          borderColor: look.accent,
          borderWidth: 2,
          pointStyle: 'line',
        },
        {
          label: words.share,
          data: shares,
          showLine: false,
          borderColor: look.accent,
          backgroundColor: look.accent,
          pointRadius: 5,
          pointHoverRadius: 6,
        },
      ],
    },
    options: {
      ...shared(data, look),
      indexAxis: 'y',
      scales: {
        x: { ...percentages(data, look), position: 'top' },
        y: {
          offset: true,
          grid: { display: false },
          ticks: { color: look.ink, autoSkip: false },
          afterFit: (axis) => {
            axis.width = Math.min(axis.width, axis.chart.width * 0.45)
          },
        },
      },
    },
    plugins: [paper, thresholdMarks(data, look), intervalBars(data, look)],
  }
}

/**
 * @param {ChartData} data
 * @param {Look} look
 */
function shared({ shareTexts, thresholdTexts, words }, { locale, ink }) {
  const texts = new Map([
    [words.share, shareTexts],
    [words.threshold, thresholdTexts],
  ])
  return {
    locale,
    maintainAspectRatio: false,
    // An official figure does not move: a print or a picture taken meanwhile would show another.
    animation: /** @type {const} */ (false),
    spanGaps: false,
    interaction: { mode: /** @type {const} */ ('index'), intersect: false },
    plugins: {
      legend: {
        onClick: () => {},
        labels: {
          usePointStyle: true,
          pointStyleWidth: 22,
          boxHeight: 8,
          generateLabels: (/** @type {import('chart.js').Chart} */ chart) => legend(chart, ink),
        },
      },
      tooltip: {
        filter: (/** @type {Item} */ { dataset }) => texts.has(dataset.label ?? ''),
        callbacks: {
          label: (/** @type {Item} */ { dataset, dataIndex }) =>
            `${dataset.label}: ${texts.get(dataset.label ?? '')?.[dataIndex] ?? ''}`,
        },
      },
    },
  }
}

/** @typedef {import('chart.js').TooltipItem<'line'>} Item */

/**
 * Chart.js forgets the dashes of a line in its legend.
 * @param {import('chart.js').Chart} chart
 * @param {string} ink
 */
function legend(chart, ink) {
  const datasets = /** @type {import('chart.js').ChartDataset<'line'>[]} */ (chart.data.datasets)
  return datasets
    .filter(({ label }) => label !== '')
    .map(({ label = '', backgroundColor, borderColor, borderDash, borderWidth, pointStyle }) => ({
      text: label,
      fontColor: ink,
      fillStyle: /** @type {string} */ (backgroundColor ?? borderColor),
      strokeStyle: /** @type {string} */ (borderColor ?? backgroundColor),
      lineWidth: /** @type {number} */ (borderWidth ?? 0),
      lineDash: /** @type {number[]} */ (borderDash ?? []),
      pointStyle: /** @type {import('chart.js').PointStyle} */ (pointStyle ?? 'circle'),
    }))
}

/**
 * The axis shows what there is to see, in whole tens, and never more than 100 %.
 * @param {ChartData} data
 * @param {Look} look
 */
function percentages({ intervals, thresholds }, { line, ink }) {
  const lowest = Math.min(
    100,
    ...intervals.flatMap((interval) => interval?.[0] ?? []),
    ...thresholds.flatMap((one) => one ?? []),
  )
  return {
    min: Math.max(0, Math.floor((lowest - 2) / 10) * 10),
    max: 100,
    grid: { color: line },
    ticks: { color: ink, callback: (/** @type {string | number} */ value) => `${value}%` },
  }
}
