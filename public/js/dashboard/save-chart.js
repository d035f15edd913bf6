// A picture that leaves the page must say by itself what it shows.

const HEAD = 64
const MARGIN = 16

/**
 * Saves a chart as PNG under its title, with the period, the selection and, where it applies, «simulated data».
 * @param {import('chart.js').Chart} chart
 * @param {import('./chart-config.js').ChartData} data
 */
export function saveChart(chart, data) {
  const scale = chart.currentDevicePixelRatio
  const picture = document.createElement('canvas')
  picture.width = chart.canvas.width
  picture.height = chart.canvas.height + HEAD * scale
  const ctx = picture.getContext('2d')
  if (!ctx) return
  ctx.fillStyle = '#fff'
  ctx.fillRect(0, 0, picture.width, picture.height)
  ctx.drawImage(chart.canvas, 0, HEAD * scale)
  ctx.scale(scale, scale)
  ctx.fillStyle = '#000'
  const family = getComputedStyle(document.body).fontFamily
  ctx.font = `600 18px ${family}`
  ctx.fillText(data.title, MARGIN, 26, chart.width - 2 * MARGIN)
  ctx.font = `14px ${family}`
  ctx.fillText(data.subtitle, MARGIN, 50, chart.width - 2 * MARGIN)
  picture.toBlob((blob) => {
    if (blob) offer(blob, data.fileName)
  }, 'image/png')
}

/**
 * @param {Blob} blob
 * @param {string} name
 */
function offer(blob, name) {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 1000)
}
