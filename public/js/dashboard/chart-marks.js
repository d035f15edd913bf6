// Marks that Chart.js does not have: white paper, interval bars, thresholds of single categories.

/** @typedef {import('./chart-config.js').ChartData} ChartData */
/** @typedef {import('./chart-config.js').Look} Look */
/** @typedef {import('chart.js').Plugin<'line'>} Plugin */

/** A saved picture lies on any background. @type {Plugin} */
export const paper = {
  id: 'paper',
  beforeDraw({ ctx, width, height }) {
    ctx.save()
    ctx.fillStyle = '#fff'
    ctx.fillRect(0, 0, width, height)
    ctx.restore()
  },
}

/**
 * @param {ChartData} data
 * @param {Look} look
 * @returns {Plugin}
 */
export function intervalBars({ intervals }, { accent }) {
  return {
    id: 'intervalBars',
    beforeDatasetsDraw({ ctx, scales }) {
      const { x, y } = scales
      if (!x || !y) return
      ctx.save()
      ctx.strokeStyle = accent
      ctx.lineWidth = 2
      intervals.forEach((interval, at) => {
        if (interval === null) return
        const middle = y.getPixelForValue(at)
        const [from, to] = interval.map((value) => x.getPixelForValue(value))
        if (from === undefined || to === undefined) return
        line(ctx, from, middle, to, middle)
        line(ctx, from, middle - 5, from, middle + 5)
        line(ctx, to, middle - 5, to, middle + 5)
      })
      ctx.restore()
    },
  }
}

/**
 * A dashed stroke across each category's own strip: equal thresholds make one line.
 * @param {ChartData} data
 * @param {Look} look
 * @returns {Plugin}
 */
export function thresholdMarks({ thresholds, labels }, { ink }) {
  return {
    id: 'thresholdMarks',
    beforeDatasetsDraw({ ctx, scales, chartArea }) {
      const { x, y } = scales
      if (!x || !y) return
      const half = (chartArea.bottom - chartArea.top) / labels.length / 2
      ctx.save()
      ctx.strokeStyle = ink
      ctx.lineWidth = 2
      ctx.setLineDash([4, 3])
      thresholds.forEach((threshold, at) => {
        if (threshold === null) return
        const across = x.getPixelForValue(threshold)
        const middle = y.getPixelForValue(at)
        line(ctx, across, middle - half, across, middle + half)
      })
      ctx.restore()
    },
  }
}

/**
 * @param {CanvasRenderingContext2D} ctx
 * @param {number} fromX
 * @param {number} fromY
 * @param {number} toX
 * @param {number} toY
 */
function line(ctx, fromX, fromY, toX, toY) {
  ctx.beginPath()
  ctx.moveTo(fromX, fromY)
  ctx.lineTo(toX, toY)
  ctx.stroke()
}
