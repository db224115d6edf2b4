// Of the preview alone: reloads the page when the atlas has changed, and shows a complaint while there is one.
const script = document.currentScript
let version = Number(script.dataset.version)

const style = document.createElement("link")
style.rel = "stylesheet"
style.href = script.src.replace(/js$/, "css")
document.head.append(style)

function show(complaint) {
  document.getElementById("atlas-complaint")?.remove()
  if (!complaint) return
  const box = document.createElement("aside")
  box.id = "atlas-complaint"
  box.setAttribute("role", "alert")
  const words = document.createElement("pre")
  words.textContent = complaint
  box.append(words)
  document.body.append(box)
}

async function listen(said) {
  try {
    const known = new URLSearchParams({ version, said, page: location.pathname })
    const answer = await fetch(`${script.src.replace(/preview\.js$/, "state")}?${known}`)
    const state = await answer.json()
    if (state.version !== version) return location.reload()
    show(state.complaint)
    listen(state.said)
  } catch {
    setTimeout(() => listen(said), 1000)
  }
}

listen(0)
